<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
    <context>
        <name>Actions</name>
        <message>
            <source>&amp;About</source>
            <translation>关于(&amp;A)</translation>
        </message>
        <message>
            <source>&amp;Back up now…</source>
            <translation>立即备份(&amp;B)…</translation>
        </message>
        <message>
            <source>&amp;Bind existing member…</source>
            <translation>绑定已有会员(&amp;B)…</translation>
        </message>
        <message>
            <source>&amp;Buyer</source>
            <translation>买家(&amp;B)</translation>
        </message>
        <message>
            <source>&amp;Dark</source>
            <translation>深色(&amp;D)</translation>
        </message>
        <message>
            <source>&amp;Edit</source>
            <translation>编辑(&amp;E)</translation>
        </message>
        <message>
            <source>&amp;Export…</source>
            <translation>导出(&amp;E)…</translation>
        </message>
        <message>
            <source>&amp;File</source>
            <translation>文件(&amp;F)</translation>
        </message>
        <message>
            <source>&amp;Help</source>
            <translation>帮助(&amp;H)</translation>
        </message>
        <message>
            <source>&amp;History</source>
            <translation>历史(&amp;H)</translation>
        </message>
        <message>
            <source>&amp;Import…</source>
            <translation>导入(&amp;I)…</translation>
        </message>
        <message>
            <source>&amp;Keyboard shortcuts</source>
            <translation>快捷键(&amp;K)</translation>
        </message>
        <message>
            <source>&amp;Language</source>
            <translation>语言(&amp;L)</translation>
        </message>
        <message>
            <source>&amp;Light</source>
            <translation>浅色(&amp;L)</translation>
        </message>
        <message>
            <source>&amp;Member</source>
            <translation>会员(&amp;M)</translation>
        </message>
        <message>
            <source>&amp;New buyer…</source>
            <translation>新建买家(&amp;N)…</translation>
        </message>
        <message>
            <source>&amp;Operations</source>
            <translation>操作记录(&amp;O)</translation>
        </message>
        <message>
            <source>&amp;Profile</source>
            <translation>资料(&amp;P)</translation>
        </message>
        <message>
            <source>&amp;Quit</source>
            <translation>退出(&amp;Q)</translation>
        </message>
        <message>
            <source>&amp;Refresh</source>
            <translation>刷新(&amp;R)</translation>
        </message>
        <message>
            <source>&amp;Register member</source>
            <translation>注册会员(&amp;R)</translation>
        </message>
        <message>
            <source>&amp;Restore a backup…</source>
            <translation>恢复备份(&amp;R)…</translation>
        </message>
        <message>
            <source>&amp;Search</source>
            <translation>搜索(&amp;S)</translation>
        </message>
        <message>
            <source>&amp;Settings…</source>
            <translation>设置(&amp;S)…</translation>
        </message>
        <message>
            <source>&amp;Show number</source>
            <translation>显示号码(&amp;S)</translation>
        </message>
        <message>
            <source>&amp;Theme</source>
            <translation>主题(&amp;T)</translation>
        </message>
        <message>
            <source>&amp;Unbind…</source>
            <translation>解绑(&amp;U)…</translation>
        </message>
        <message>
            <source>&amp;View</source>
            <translation>视图(&amp;V)</translation>
        </message>
        <message>
            <source>As the &amp;system</source>
            <translation>跟随系统(&amp;S)</translation>
        </message>
        <message>
            <source>Bind &amp;another member…</source>
            <translation>改绑(&amp;A)…</translation>
        </message>
        <message>
            <source>Copy &amp;openId</source>
            <translation>复制 openId(&amp;O)</translation>
        </message>
        <message>
            <source>Copy &amp;phone</source>
            <translation>复制手机号(&amp;P)</translation>
        </message>
        <message>
            <source>Copy &amp;row</source>
            <translation>复制整行(&amp;R)</translation>
        </message>
        <message>
            <source>F&amp;ull screen</source>
            <translation>全屏(&amp;U)</translation>
        </message>
        <message>
            <source>S&amp;can</source>
            <translation>扫码(&amp;C)</translation>
        </message>
    </context>
    <context>
        <name>AnswerPage</name>
        <message>
            <source>Enter registers the customer as a new member.</source>
            <translation>按 Enter 注册为新会员。</translation>
        </message>
        <message>
            <source>Fewer digits, another part of the name, or pinyin may help.</source>
            <translation>少输几位、换姓名的另一部分，或用拼音再试。</translation>
        </message>
        <message>
            <source>New buyer</source>
            <translation>新建买家</translation>
        </message>
        <message>
            <source>Nobody found</source>
            <translation>没有找到</translation>
        </message>
        <message>
            <source>Nobody has this phone</source>
            <translation>没有这个手机号的买家</translation>
        </message>
        <message>
            <source>Register as a new member</source>
            <translation>注册为新会员</translation>
        </message>
        <message>
            <source>Try again</source>
            <translation>重试</translation>
        </message>
        <message>
            <source>{kind} {text}</source>
            <translation>{kind} {text}</translation>
        </message>
    </context>
    <context>
        <name>BindDialog</name>
        <message>
            <source>Bind</source>
            <translation>绑定</translation>
        </message>
        <message>
            <source>Bind another</source>
            <translation>改绑</translation>
        </message>
        <message>
            <source>Bind another member</source>
            <translation>改绑会员</translation>
        </message>
        <message>
            <source>Bind member</source>
            <translation>绑定会员</translation>
        </message>
        <message>
            <source>Bind to member #{number}</source>
            <translation>绑定到会员 #{number}</translation>
        </message>
        <message>
            <source>Make sure that both are the same person, then bind</source>
            <translation>核对两边是同一个人，再绑定</translation>
        </message>
        <message>
            <source>Move to member #{number}</source>
            <translation>改绑到会员 #{number}</translation>
        </message>
        <message>
            <source>No such member</source>
            <translation>没有这位会员</translation>
        </message>
        <message>
            <source>Register instead</source>
            <translation>改为注册</translation>
        </message>
        <message>
            <source>This member is bound already</source>
            <translation>已经绑定这位会员</translation>
        </message>
        <message>
            <source>Type the phone, name or ID number of the member</source>
            <translation>请输入会员的手机号、姓名或身份证号</translation>
        </message>
        <message>
            <source>a WeChat user</source>
            <translation>微信用户</translation>
        </message>
        <message>
            <source>{count} members fit: choose one</source>
            <translation>有 {count} 位会员符合，请选一位</translation>
        </message>
        <message>
            <source>{name} has member #{number} now. Make sure that the other one is the same person.</source>
            <translation>{name} 现在是会员 #{number}，核对后换成另一位</translation>
        </message>
        <message>
            <source>{name}, {caption}</source>
            <translation>{name}，{caption}</translation>
        </message>
    </context>
    <context>
        <name>BirthdayInput</name>
        <message>
            <source>Calendar</source>
            <translation>日历</translation>
        </message>
    </context>
    <context>
        <name>BuyerCommands</name>
        <message>
            <source>bind</source>
            <translation>绑定</translation>
        </message>
        <message>
            <source>edit</source>
            <translation>编辑</translation>
        </message>
        <message>
            <source>into the list</source>
            <translation>进入列表</translation>
        </message>
        <message>
            <source>refresh</source>
            <translation>刷新</translation>
        </message>
        <message>
            <source>register</source>
            <translation>注册</translation>
        </message>
        <message>
            <source>scan</source>
            <translation>扫码</translation>
        </message>
        <message>
            <source>search</source>
            <translation>搜索</translation>
        </message>
        <message>
            <source>settings</source>
            <translation>设置</translation>
        </message>
        <message>
            <source>shortcuts</source>
            <translation>快捷键</translation>
        </message>
        <message>
            <source>show number</source>
            <translation>显示号码</translation>
        </message>
        <message>
            <source>unbind</source>
            <translation>解绑</translation>
        </message>
    </context>
    <context>
        <name>BuyerDialog</name>
        <message>
            <source>, </source>
            <translation>，</translation>
        </message>
        <message>
            <source>An openId usually has 28 characters and begins with o</source>
            <translation>openId 通常是 o 开头的 28 位</translation>
        </message>
        <message>
            <source>Edit buyer</source>
            <translation>编辑买家</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>姓名</translation>
        </message>
        <message>
            <source>New buyer</source>
            <translation>新建买家</translation>
        </message>
        <message>
            <source>One of the three is enough</source>
            <translation>三项填一项就可以</translation>
        </message>
        <message>
            <source>Phone</source>
            <translation>手机号</translation>
        </message>
        <message>
            <source>Register a member at the same time</source>
            <translation>同时注册会员</translation>
        </message>
        <message>
            <source>Save</source>
            <translation>保存</translation>
        </message>
        <message>
            <source>Stars hide something: scan the code again</source>
            <translation>有星号，请重新扫码</translation>
        </message>
        <message>
            <source>Stars hide something: type it in full</source>
            <translation>有星号，请填完整</translation>
        </message>
        <message>
            <source>This is not a phone number</source>
            <translation>不像电话号码</translation>
        </message>
        <message>
            <source>View</source>
            <translation>查看</translation>
        </message>
        <message>
            <source>WeChat buyer #{number}</source>
            <translation>微信买家 #{number}</translation>
        </message>
        <message>
            <source>openId</source>
            <translation>openId</translation>
        </message>
        <message>
            <source>openId {open_id}</source>
            <translation>openId {open_id}</translation>
        </message>
        <message>
            <source>optional</source>
            <translation>可不填</translation>
        </message>
        <message>
            <source>scan the customer's code, or fill it in later</source>
            <translation>扫顾客的码，或以后再补</translation>
        </message>
        <message>
            <source>{name}, buyer #{number}, has this phone too</source>
            <translation>{name}，买家 #{number} 也用这个手机号</translation>
        </message>
    </context>
    <context>
        <name>ChangeBox</name>
        <message>
            <source>After</source>
            <translation>绑定后</translation>
        </message>
        <message>
            <source>Member #{number}</source>
            <translation>会员 #{number}</translation>
        </message>
        <message>
            <source>Not bound</source>
            <translation>未绑定</translation>
        </message>
        <message>
            <source>Now</source>
            <translation>现在</translation>
        </message>
        <message>
            <source>read again after writing</source>
            <translation>写完会再读一次核对</translation>
        </message>
    </context>
    <context>
        <name>DetailHead</name>
        <message>
            <source>Bind another…</source>
            <translation>改绑…</translation>
        </message>
        <message>
            <source>Bind existing…</source>
            <translation>绑定已有会员…</translation>
        </message>
        <message>
            <source>Buyer #{number}</source>
            <translation>买家 #{number}</translation>
        </message>
        <message>
            <source>Edit</source>
            <translation>编辑</translation>
        </message>
        <message>
            <source>Member #{number}</source>
            <translation>会员 #{number}</translation>
        </message>
        <message>
            <source>More</source>
            <translation>更多</translation>
        </message>
        <message>
            <source>No member bound</source>
            <translation>未绑定会员</translation>
        </message>
        <message>
            <source>Register member</source>
            <translation>注册会员</translation>
        </message>
        <message>
            <source>Unbind…</source>
            <translation>解绑…</translation>
        </message>
        <message>
            <source>no WeChat buyer</source>
            <translation>没有微信买家</translation>
        </message>
    </context>
    <context>
        <name>DetailPane</name>
        <message>
            <source>History</source>
            <translation>历史</translation>
        </message>
        <message>
            <source>Member</source>
            <translation>会员</translation>
        </message>
        <message>
            <source>Profile</source>
            <translation>资料</translation>
        </message>
    </context>
    <context>
        <name>DuplicateGuard</name>
        <message>
            <source>, </source>
            <translation>，</translation>
        </message>
        <message>
            <source>Bind instead</source>
            <translation>改为绑定</translation>
        </message>
        <message>
            <source>This ID number already has a member</source>
            <translation>这个身份证号已有会员</translation>
        </message>
        <message>
            <source>This phone already has a member</source>
            <translation>这个手机号已有会员</translation>
        </message>
        <message>
            <source>View</source>
            <translation>查看</translation>
        </message>
        <message>
            <source>member #{number}</source>
            <translation>会员 #{number}</translation>
        </message>
        <message>
            <source>registered {date}</source>
            <translation>{date} 注册</translation>
        </message>
    </context>
    <context>
        <name>EntryRow</name>
        <message>
            <source>Restore</source>
            <translation>恢复</translation>
        </message>
        <message>
            <source>Restore: {what}</source>
            <translation>恢复：{what}</translation>
        </message>
        <message>
            <source>Take this back</source>
            <translation>撤回这次操作</translation>
        </message>
        <message>
            <source>checked</source>
            <translation>已核对</translation>
        </message>
    </context>
    <context>
        <name>EntryWords</name>
        <message>
            <source>, </source>
            <translation>、</translation>
        </message>
        <message>
            <source>Added the buyer</source>
            <translation>新建买家</translation>
        </message>
        <message>
            <source>Address</source>
            <translation>地址</translation>
        </message>
        <message>
            <source>Backed up</source>
            <translation>备份</translation>
        </message>
        <message>
            <source>Birthday</source>
            <translation>生日</translation>
        </message>
        <message>
            <source>Bound a member</source>
            <translation>绑定会员</translation>
        </message>
        <message>
            <source>Bound another member</source>
            <translation>改绑会员</translation>
        </message>
        <message>
            <source>Changed: {field}</source>
            <translation>改了{field}</translation>
        </message>
        <message>
            <source>Copied a number</source>
            <translation>复制号码</translation>
        </message>
        <message>
            <source>Edited the buyer</source>
            <translation>改了资料</translation>
        </message>
        <message>
            <source>Edited the member</source>
            <translation>改了会员资料</translation>
        </message>
        <message>
            <source>Exported a file</source>
            <translation>导出</translation>
        </message>
        <message>
            <source>Forgot a buyer</source>
            <translation>清除买家</translation>
        </message>
        <message>
            <source>ID number</source>
            <translation>身份证号</translation>
        </message>
        <message>
            <source>Imported a file</source>
            <translation>导入</translation>
        </message>
        <message>
            <source>Looked at a whole number</source>
            <translation>查看完整号码</translation>
        </message>
        <message>
            <source>Member</source>
            <translation>会员号</translation>
        </message>
        <message>
            <source>Member's name</source>
            <translation>会员姓名</translation>
        </message>
        <message>
            <source>Member's phone</source>
            <translation>会员手机号</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>昵称</translation>
        </message>
        <message>
            <source>Phone</source>
            <translation>手机号</translation>
        </message>
        <message>
            <source>Phone tail</source>
            <translation>手机尾号</translation>
        </message>
        <message>
            <source>Registered a member</source>
            <translation>注册会员</translation>
        </message>
        <message>
            <source>Restored a backup</source>
            <translation>恢复备份</translation>
        </message>
        <message>
            <source>Sex</source>
            <translation>性别</translation>
        </message>
        <message>
            <source>Unbound the member</source>
            <translation>解绑会员</translation>
        </message>
        <message>
            <source>WeChat profile</source>
            <translation>微信资料</translation>
        </message>
        <message>
            <source>being checked</source>
            <translation>正在核对</translation>
        </message>
        <message>
            <source>female</source>
            <translation>女</translation>
        </message>
        <message>
            <source>half done</source>
            <translation>只做了一半</translation>
        </message>
        <message>
            <source>male</source>
            <translation>男</translation>
        </message>
        <message>
            <source>not bound</source>
            <translation>未绑定</translation>
        </message>
        <message>
            <source>not done</source>
            <translation>没有做成</translation>
        </message>
        <message>
            <source>not kept</source>
            <translation>已不保留</translation>
        </message>
        <message>
            <source>openId</source>
            <translation>openId</translation>
        </message>
        <message>
            <source>perhaps done</source>
            <translation>结果未知</translation>
        </message>
        <message>
            <source>refused</source>
            <translation>被拒绝</translation>
        </message>
        <message>
            <source>under way</source>
            <translation>进行中</translation>
        </message>
        <message>
            <source>waits to be sent</source>
            <translation>待发送</translation>
        </message>
    </context>
    <context>
        <name>FieldTexts</name>
        <message>
            <source>A spreadsheet rounded this number; type it again</source>
            <translation>号码被表格软件改坏了，请重新输入</translation>
        </message>
        <message>
            <source>An ID number has 18 characters</source>
            <translation>身份证号是 18 位</translation>
        </message>
        <message>
            <source>An old number of 15 digits: it cannot be checked</source>
            <translation>15 位旧号码，无法校验</translation>
        </message>
        <message>
            <source>An old residence card: it cannot be checked</source>
            <translation>旧版永久居留证，无法校验</translation>
        </message>
        <message>
            <source>Not a date. Type it like 1990-03-07</source>
            <translation>不是日期，请写成 1990-03-07</translation>
        </message>
        <message>
            <source>Only digits, and X at the end</source>
            <translation>只能是数字，末位可以是 X</translation>
        </message>
        <message>
            <source>The check digit does not match; compare it again</source>
            <translation>校验位不对，请再核对</translation>
        </message>
        <message>
            <source>The date in this number lies in the future</source>
            <translation>号码里的日期在将来</translation>
        </message>
        <message>
            <source>The date in this number lies too far back</source>
            <translation>号码里的日期太早</translation>
        </message>
        <message>
            <source>The region is unknown; compare it again</source>
            <translation>地区码不认识，请再核对</translation>
        </message>
        <message>
            <source>There is no such date in this number</source>
            <translation>号码里的日期不存在</translation>
        </message>
        <message>
            <source>This date lies in the future</source>
            <translation>日期在将来</translation>
        </message>
        <message>
            <source>This date lies too far back</source>
            <translation>日期太早</translation>
        </message>
    </context>
    <context>
        <name>FindRow</name>
        <message>
            <source>Find</source>
            <translation>找会员</translation>
        </message>
        <message>
            <source>ID number</source>
            <translation>身份证号</translation>
        </message>
        <message>
            <source>If several share it</source>
            <translation>同号多人时再填</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>姓名</translation>
        </message>
        <message>
            <source>Phone</source>
            <translation>手机号</translation>
        </message>
        <message>
            <source>optional</source>
            <translation>可不填</translation>
        </message>
        <message>
            <source>or #number</source>
            <translation>或 #会员号</translation>
        </message>
    </context>
    <context>
        <name>FormSheet</name>
        <message>
            <source>1 thing left to do</source>
            <translation>还有 1 处要处理</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>取消</translation>
        </message>
        <message>
            <source>Not saved. Press Esc again to discard.</source>
            <translation>还没保存，再按一次 Esc 放弃</translation>
        </message>
        <message>
            <source>Saving…</source>
            <translation>正在保存…</translation>
        </message>
        <message>
            <source>{count} things left to do</source>
            <translation>还有 {count} 处要处理</translation>
        </message>
    </context>
    <context>
        <name>Forms</name>
        <message>
            <source>Undo</source>
            <translation>撤销</translation>
        </message>
    </context>
    <context>
        <name>Header</name>
        <message>
            <source>Data source</source>
            <translation>数据来源</translation>
        </message>
        <message>
            <source>Menus</source>
            <translation>菜单</translation>
        </message>
    </context>
    <context>
        <name>HistoryTab</name>
        <message>
            <source>Nothing was done here yet. Every write will stand in this place.</source>
            <translation>还没有操作。以后每次改动都会记在这里。</translation>
        </message>
    </context>
    <context>
        <name>IdCardInput</name>
        <message>
            <source>Hide number</source>
            <translation>隐藏号码</translation>
        </message>
        <message>
            <source>Show number</source>
            <translation>显示号码</translation>
        </message>
    </context>
    <context>
        <name>JournalPage</name>
        <message>
            <source>Close</source>
            <translation>关闭</translation>
        </message>
        <message>
            <source>Close (Esc)</source>
            <translation>关闭 (Esc)</translation>
        </message>
        <message>
            <source>Day after</source>
            <translation>后一天</translation>
        </message>
        <message>
            <source>Day after (Right)</source>
            <translation>后一天 (→)</translation>
        </message>
        <message>
            <source>Day before</source>
            <translation>前一天</translation>
        </message>
        <message>
            <source>Day before (Left)</source>
            <translation>前一天 (←)</translation>
        </message>
        <message>
            <source>Nothing was done on this day</source>
            <translation>这一天没有操作</translation>
        </message>
        <message>
            <source>Operations</source>
            <translation>操作记录</translation>
        </message>
        <message>
            <source>Today</source>
            <translation>今天</translation>
        </message>
    </context>
    <context>
        <name>KeptValue</name>
        <message>
            <source>Emptied when saved</source>
            <translation>保存后清空</translation>
        </message>
        <message>
            <source>Empty it</source>
            <translation>清空</translation>
        </message>
        <message>
            <source>Keep it</source>
            <translation>保留原值</translation>
        </message>
    </context>
    <context>
        <name>KindChip</name>
        <message>
            <source>Search as something else</source>
            <translation>换一种方式查</translation>
        </message>
        <message>
            <source>Searched as: {kind}</source>
            <translation>识别为：{kind}</translation>
        </message>
    </context>
    <context>
        <name>LastOperations</name>
        <message>
            <source>All operations</source>
            <translation>全部操作</translation>
        </message>
        <message>
            <source>Ask for the last four digits</source>
            <translation>请问手机号后四位</translation>
        </message>
        <message>
            <source>Last operations</source>
            <translation>最近操作</translation>
        </message>
        <message>
            <source>Type them, or a name, pinyin or openId. F2 takes a scan.</source>
            <translation>直接输入，或输姓名、拼音、openId。按 F2 扫码。</translation>
        </message>
    </context>
    <context>
        <name>MainWindow</name>
        <message>
            <source>Change the source when it is done.</source>
            <translation>保存完再换数据来源。</translation>
        </message>
        <message>
            <source>Copied</source>
            <translation>已复制</translation>
        </message>
        <message>
            <source>New buyer</source>
            <translation>新建买家</translation>
        </message>
        <message>
            <source>Something is being saved</source>
            <translation>正在保存</translation>
        </message>
        <message>
            <source>WeChat buyers</source>
            <translation>微信买家查询</translation>
        </message>
        <message>
            <source>{name} — WeChat buyers</source>
            <translation>{name} — 微信买家查询</translation>
        </message>
    </context>
    <context>
        <name>MatchView</name>
        <message>
            <source>Address</source>
            <translation>地址</translation>
        </message>
        <message>
            <source>Birthday</source>
            <translation>生日</translation>
        </message>
        <message>
            <source>Checked: the same person</source>
            <translation>已核对，是同一个人</translation>
        </message>
        <message>
            <source>Female</source>
            <translation>女</translation>
        </message>
        <message>
            <source>Male</source>
            <translation>男</translation>
        </message>
        <message>
            <source>Member #{number}</source>
            <translation>会员 #{number}</translation>
        </message>
        <message>
            <source>Member #{number} is bound to another buyer already</source>
            <translation>会员 #{number} 已经绑定另一位买家</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>姓名</translation>
        </message>
        <message>
            <source>Name and phone differ: ask the customer</source>
            <translation>姓名和手机号都不同，请和顾客核对</translation>
        </message>
        <message>
            <source>Phone</source>
            <translation>手机号</translation>
        </message>
        <message>
            <source>Sex</source>
            <translation>性别</translation>
        </message>
        <message>
            <source>The names differ by one character: ask the customer</source>
            <translation>姓名差一个字，请和顾客核对</translation>
        </message>
        <message>
            <source>The names differ: ask the customer</source>
            <translation>姓名不同，请和顾客核对</translation>
        </message>
        <message>
            <source>The phones differ: ask the customer</source>
            <translation>手机号不同，请和顾客核对</translation>
        </message>
        <message>
            <source>WeChat buyer #{number}</source>
            <translation>微信买家 #{number}</translation>
        </message>
        <message>
            <source>{date}, {age} years old</source>
            <translation>{date}，{age} 岁</translation>
        </message>
        <message>
            <source>{member}, registered {date}</source>
            <translation>{member}，{date} 注册</translation>
        </message>
        <message>
            <source>{name}, WeChat buyer #{number}</source>
            <translation>{name}，微信买家 #{number}</translation>
        </message>
    </context>
    <context>
        <name>MemberDialog</name>
        <message>
            <source>Edit member</source>
            <translation>编辑会员</translation>
        </message>
        <message>
            <source>Member #{number}, hidden numbers stay as they are</source>
            <translation>会员 #{number}，没改的号码保持原样</translation>
        </message>
        <message>
            <source>Save</source>
            <translation>保存</translation>
        </message>
    </context>
    <context>
        <name>MemberFields</name>
        <message>
            <source>A landline</source>
            <translation>固定电话</translation>
        </message>
        <message>
            <source>Address</source>
            <translation>地址</translation>
        </message>
        <message>
            <source>Ask for the name</source>
            <translation>请问顾客姓名</translation>
        </message>
        <message>
            <source>Ask for the phone number</source>
            <translation>请问顾客手机号</translation>
        </message>
        <message>
            <source>Birthday</source>
            <translation>生日</translation>
        </message>
        <message>
            <source>Female</source>
            <translation>女</translation>
        </message>
        <message>
            <source>ID number</source>
            <translation>身份证号</translation>
        </message>
        <message>
            <source>Male</source>
            <translation>男</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>姓名</translation>
        </message>
        <message>
            <source>Not a mainland mobile: compare it again</source>
            <translation>不是大陆手机号，请再核对</translation>
        </message>
        <message>
            <source>Phone</source>
            <translation>手机号</translation>
        </message>
        <message>
            <source>Sex</source>
            <translation>性别</translation>
        </message>
        <message>
            <source>Stars hide something: type it in full</source>
            <translation>有星号，请填完整</translation>
        </message>
        <message>
            <source>Such as 1990-03-07</source>
            <translation>如 1990-03-07</translation>
        </message>
        <message>
            <source>The ID number says {date}</source>
            <translation>身份证上是 {date}</translation>
        </message>
        <message>
            <source>This is not a phone number</source>
            <translation>不像电话号码</translation>
        </message>
        <message>
            <source>Unknown</source>
            <translation>未知</translation>
        </message>
        <message>
            <source>Use it</source>
            <translation>采用</translation>
        </message>
        <message>
            <source>Valid</source>
            <translation>校验通过</translation>
        </message>
        <message>
            <source>Valid; birthday and sex filled in</source>
            <translation>校验通过，已填好生日和性别</translation>
        </message>
        <message>
            <source>from the ID number</source>
            <translation>来自身份证</translation>
        </message>
        <message>
            <source>optional</source>
            <translation>可不填</translation>
        </message>
        <message>
            <source>{age} years old</source>
            <translation>{age} 岁</translation>
        </message>
    </context>
    <context>
        <name>MemberTab</name>
        <message>
            <source>, </source>
            <translation>、</translation>
        </message>
        <message>
            <source>Address</source>
            <translation>地址</translation>
        </message>
        <message>
            <source>Also bound</source>
            <translation>同会员买家</translation>
        </message>
        <message>
            <source>Birthday</source>
            <translation>生日</translation>
        </message>
        <message>
            <source>Copy</source>
            <translation>复制</translation>
        </message>
        <message>
            <source>Edit member</source>
            <translation>编辑会员</translation>
        </message>
        <message>
            <source>Hide number</source>
            <translation>隐藏号码</translation>
        </message>
        <message>
            <source>ID number</source>
            <translation>身份证号</translation>
        </message>
        <message>
            <source>Joined</source>
            <translation>注册时间</translation>
        </message>
        <message>
            <source>Member #{number} (not imported). Only the number is known here.</source>
            <translation>会员 #{number}（资料未导入）。这里只知道会员号。</translation>
        </message>
        <message>
            <source>Member ID</source>
            <translation>会员号</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>姓名</translation>
        </message>
        <message>
            <source>No member is bound to this buyer. Register one, or bind a member that exists.</source>
            <translation>这位买家没有绑定会员。可以注册会员，或绑定已有会员。</translation>
        </message>
        <message>
            <source>Phone</source>
            <translation>手机号</translation>
        </message>
        <message>
            <source>Sex</source>
            <translation>性别</translation>
        </message>
        <message>
            <source>Show number</source>
            <translation>显示号码</translation>
        </message>
        <message>
            <source>female</source>
            <translation>女</translation>
        </message>
        <message>
            <source>male</source>
            <translation>男</translation>
        </message>
        <message>
            <source>unknown</source>
            <translation>未知</translation>
        </message>
        <message>
            <source>{years} years</source>
            <translation>{years} 岁</translation>
        </message>
    </context>
    <context>
        <name>Messages</name>
        <message>
            <source>A manager has to bring it up to date once; a backup is made before.</source>
            <translation>需要店长升级一次，升级前会先备份。</translation>
        </message>
        <message>
            <source>Another program is writing to it. Wait a moment, then try again.</source>
            <translation>另一个程序正在写入，请稍等再试。</translation>
        </message>
        <message>
            <source>Ask a manager to sign in and do it.</source>
            <translation>请店长登录后操作。</translation>
        </message>
        <message>
            <source>Changed meanwhile, or already taken</source>
            <translation>期间已被改动，或已被占用</translation>
        </message>
        <message>
            <source>Check the key in Settings, data source.</source>
            <translation>请在“设置 → 数据来源”里检查密钥。</translation>
        </message>
        <message>
            <source>Choose another data source in Settings if you need it.</source>
            <translation>需要这项功能时，请在设置里换一个数据来源。</translation>
        </message>
        <message>
            <source>Correct what you typed, then try again.</source>
            <translation>请改正输入的内容，再试一次。</translation>
        </message>
        <message>
            <source>Do not send it again yet: the buyer is being read to find out.</source>
            <translation>先别重复提交：正在读取买家来核对。</translation>
        </message>
        <message>
            <source>It was not searched and not kept. Scan the customer's member code instead.</source>
            <translation>没有查询，也没有保存。请改扫顾客的会员码。</translation>
        </message>
        <message>
            <source>It was not touched. Choose another file, or restore the last backup.</source>
            <translation>文件没有被改动。请换一个文件，或恢复上次备份。</translation>
        </message>
        <message>
            <source>It was not touched. Choose another file.</source>
            <translation>文件没有被改动。请换一个文件。</translation>
        </message>
        <message>
            <source>It was not touched. Install the newer version of this program to open it.</source>
            <translation>文件没有被改动。请安装新版本再打开。</translation>
        </message>
        <message>
            <source>No longer there</source>
            <translation>已经不在了</translation>
        </message>
        <message>
            <source>Nothing more is written to it. Restore the last backup.</source>
            <translation>已停止写入。请恢复上次备份。</translation>
        </message>
        <message>
            <source>Nothing was saved. Free some space, then try again.</source>
            <translation>没有保存。请清理磁盘，再试一次。</translation>
        </message>
        <message>
            <source>Nothing was saved. Give this user write access to the file, or open another.</source>
            <translation>没有保存。请给当前用户写权限，或打开另一个文件。</translation>
        </message>
        <message>
            <source>Nothing was saved. Look at what is stored now, then decide.</source>
            <translation>没有保存。请看过现在的资料，再决定。</translation>
        </message>
        <message>
            <source>Nothing was saved. Try again (F5); if it stays, restore the last backup.</source>
            <translation>没有保存。请按 F5 再试；仍不行就恢复上次备份。</translation>
        </message>
        <message>
            <source>Nothing was sent. Check the network, then try again (F5).</source>
            <translation>没有发出。请检查网络，再按 F5 重试。</translation>
        </message>
        <message>
            <source>Perhaps done, perhaps not</source>
            <translation>结果未知</translation>
        </message>
        <message>
            <source>Read its reason, correct the form and send it again.</source>
            <translation>请看原因，改正后再提交。</translation>
        </message>
        <message>
            <source>Somebody removed it meanwhile. Search again.</source>
            <translation>期间已被删除，请重新查询。</translation>
        </message>
        <message>
            <source>Something unexpected happened</source>
            <translation>出现意外错误</translation>
        </message>
        <message>
            <source>The buyer has no member now. Bind again, or restore the old member in History.</source>
            <translation>这位买家现在没有会员。请重新绑定，或在历史里恢复原会员。</translation>
        </message>
        <message>
            <source>The database failed</source>
            <translation>资料库出错</translation>
        </message>
        <message>
            <source>The database is busy</source>
            <translation>资料库正忙</translation>
        </message>
        <message>
            <source>The database is damaged</source>
            <translation>资料库已损坏</translation>
        </message>
        <message>
            <source>The database is read-only</source>
            <translation>资料库是只读的</translation>
        </message>
        <message>
            <source>The disk is full</source>
            <translation>磁盘已满</translation>
        </message>
        <message>
            <source>The server cannot be reached</source>
            <translation>服务器连不上</translation>
        </message>
        <message>
            <source>The server does not accept the credentials</source>
            <translation>服务器不认这把密钥</translation>
        </message>
        <message>
            <source>The server refused</source>
            <translation>服务器拒绝了</translation>
        </message>
        <message>
            <source>The server's answer makes no sense</source>
            <translation>服务器的回答看不懂</translation>
        </message>
        <message>
            <source>This cannot be accepted</source>
            <translation>这样不能接受</translation>
        </message>
        <message>
            <source>This database belongs to another program</source>
            <translation>这是别的软件的数据库</translation>
        </message>
        <message>
            <source>This database is from a newer version</source>
            <translation>这个资料库来自更新的版本</translation>
        </message>
        <message>
            <source>This database is from an older version</source>
            <translation>这个资料库来自旧版本</translation>
        </message>
        <message>
            <source>This file is not a database</source>
            <translation>这个文件不是数据库</translation>
        </message>
        <message>
            <source>This is a payment code</source>
            <translation>这是付款码</translation>
        </message>
        <message>
            <source>This needs a manager</source>
            <translation>需要店长</translation>
        </message>
        <message>
            <source>This source cannot do that</source>
            <translation>这个数据来源做不到</translation>
        </message>
        <message>
            <source>Try again (F5). If it stays, tell who runs the server.</source>
            <translation>请按 F5 再试；仍不行请告诉管服务器的人。</translation>
        </message>
        <message>
            <source>Unbound, but not bound again</source>
            <translation>已解绑，但没有重新绑定</translation>
        </message>
        <message>
            <source>What you typed is kept. Try again; if it stays, copy the details for support.</source>
            <translation>输入的内容还在。请再试；仍不行就复制详情给技术支持。</translation>
        </message>
    </context>
    <context>
        <name>NothingPicked</name>
        <message>
            <source># in front, such as #6031</source>
            <translation>前面加 #，如 #6031</translation>
        </message>
        <message>
            <source>Ask for the last four digits of the phone. Nothing can be done until one is picked.</source>
            <translation>请问手机号后四位。没选中时不能注册或绑定。</translation>
        </message>
        <message>
            <source>Ask for the surname or the first three digits. Nothing can be done until one is picked.</source>
            <translation>请问贵姓或号码前三位。没选中时不能注册或绑定。</translation>
        </message>
        <message>
            <source>First three digits</source>
            <translation>手机号前三位</translation>
        </message>
        <message>
            <source>Last four digits</source>
            <translation>手机号后四位</translation>
        </message>
        <message>
            <source>Member number</source>
            <translation>会员号</translation>
        </message>
        <message>
            <source>Name or surname</source>
            <translation>姓名或姓</translation>
        </message>
        <message>
            <source>into the list</source>
            <translation>进入列表</translation>
        </message>
        <message>
            <source>more digits, such as 138 {text}</source>
            <translation>再输几位，如 138 {text}</translation>
        </message>
        <message>
            <source>pick this one</source>
            <translation>选中这一位</translation>
        </message>
        <message>
            <source>such as {text} 138</source>
            <translation>如 {text} 138</translation>
        </message>
        <message>
            <source>such as {text} 8000</source>
            <translation>如 {text} 8000</translation>
        </message>
        <message>
            <source>such as {text} Wang, or {text} wxm</source>
            <translation>如 {text} 王，或 {text} wxm</translation>
        </message>
        <message>
            <source>{kind} {text}: {count} people</source>
            <translation>{kind} {text} 有 {count} 位</translation>
        </message>
    </context>
    <context>
        <name>NoticeBar</name>
        <message>
            <source>Close</source>
            <translation>关闭</translation>
        </message>
    </context>
    <context>
        <name>Outcomes</name>
        <message>
            <source>Added {name}, buyer #{buyer}</source>
            <translation>已新建 {name}，买家 #{buyer}</translation>
        </message>
        <message>
            <source>Bound {name} to another member, #{member}</source>
            <translation>已改绑 {name}，会员 #{member}</translation>
        </message>
        <message>
            <source>Bound {name}, member #{member}</source>
            <translation>已绑定 {name}，会员 #{member}</translation>
        </message>
        <message>
            <source>Registered {name}, member #{member}</source>
            <translation>已注册 {name}，会员 #{member}</translation>
        </message>
        <message>
            <source>Saved member #{member}</source>
            <translation>已保存会员 #{member}</translation>
        </message>
        <message>
            <source>Saved {name}</source>
            <translation>已保存 {name}</translation>
        </message>
        <message>
            <source>The source shows something else: {what}</source>
            <translation>读回来的不一样：{what}</translation>
        </message>
        <message>
            <source>Unbound {name}, member #{member}</source>
            <translation>已解绑 {name}，会员 #{member}</translation>
        </message>
        <message>
            <source>no member bound</source>
            <translation>没有绑定会员</translation>
        </message>
        <message>
            <source>{done}. Look at the buyer and decide; it is noted in the history.</source>
            <translation>{done}。请核对这位买家再决定，历史里已记下。</translation>
        </message>
    </context>
    <context>
        <name>PhoneChoice</name>
        <message>
            <source>Both</source>
            <translation>两边都改</translation>
        </message>
        <message>
            <source>Only the member</source>
            <translation>只改会员</translation>
        </message>
        <message>
            <source>WeChat has {phone}. Change it too?</source>
            <translation>微信手机号是 {phone}，也改吗？</translation>
        </message>
    </context>
    <context>
        <name>ProblemPage</name>
        <message>
            <source>Another source…</source>
            <translation>换一个数据来源…</translation>
        </message>
        <message>
            <source>Bring it up to date</source>
            <translation>升级资料库</translation>
        </message>
        <message>
            <source>Restore a backup…</source>
            <translation>恢复备份…</translation>
        </message>
        <message>
            <source>Try again</source>
            <translation>重试</translation>
        </message>
    </context>
    <context>
        <name>ProfileTab</name>
        <message>
            <source>All history</source>
            <translation>全部历史</translation>
        </message>
        <message>
            <source>Buyer ID</source>
            <translation>买家编号</translation>
        </message>
        <message>
            <source>Copy</source>
            <translation>复制</translation>
        </message>
        <message>
            <source>Hide number</source>
            <translation>隐藏号码</translation>
        </message>
        <message>
            <source>Latest</source>
            <translation>最近</translation>
        </message>
        <message>
            <source>Member</source>
            <translation>会员</translation>
        </message>
        <message>
            <source>Phone</source>
            <translation>手机号</translation>
        </message>
        <message>
            <source>Read at</source>
            <translation>资料时间</translation>
        </message>
        <message>
            <source>Show number (F4)</source>
            <translation>显示号码 (F4)</translation>
        </message>
        <message>
            <source>not bound</source>
            <translation>未绑定</translation>
        </message>
        <message>
            <source>not linked to WeChat</source>
            <translation>未关联微信</translation>
        </message>
        <message>
            <source>openId</source>
            <translation>openId</translation>
        </message>
        <message>
            <source>{count} member, same phone</source>
            <translation>{count} 位会员同手机号</translation>
        </message>
    </context>
    <context>
        <name>RegisterDialog</name>
        <message>
            <source>, </source>
            <translation>，</translation>
        </message>
        <message>
            <source>Draft kept, without the ID number</source>
            <translation>草稿已保存，不含身份证号</translation>
        </message>
        <message>
            <source>For {name}</source>
            <translation>给 {name}</translation>
        </message>
        <message>
            <source>Needed before registering</source>
            <translation>勾选后才能注册</translation>
        </message>
        <message>
            <source>Register</source>
            <translation>注册</translation>
        </message>
        <message>
            <source>Register and bind</source>
            <translation>注册并绑定</translation>
        </message>
        <message>
            <source>Register member</source>
            <translation>注册会员</translation>
        </message>
        <message>
            <source>Registered, but the WeChat phone is still the old one</source>
            <translation>已注册，但微信手机号没有改成</translation>
        </message>
        <message>
            <source>Save the phone again</source>
            <translation>重存手机号</translation>
        </message>
        <message>
            <source>Somebody new: buyer and member are stored together</source>
            <translation>新顾客，买家和会员一起登记</translation>
        </message>
        <message>
            <source>Stars hide something: scan the code again</source>
            <translation>有星号，请重新扫码</translation>
        </message>
        <message>
            <source>The customer knows what it is for and agrees</source>
            <translation>已告知顾客用途，并征得同意</translation>
        </message>
        <message>
            <source>WeChat buyer #{number}</source>
            <translation>微信买家 #{number}</translation>
        </message>
        <message>
            <source>Your draft is back, without the ID number</source>
            <translation>已恢复上次的草稿，不含身份证号</translation>
        </message>
        <message>
            <source>a WeChat user</source>
            <translation>微信用户</translation>
        </message>
        <message>
            <source>openId</source>
            <translation>openId</translation>
        </message>
        <message>
            <source>openId {open_id}</source>
            <translation>openId {open_id}</translation>
        </message>
        <message>
            <source>optional, may be filled in later</source>
            <translation>可不填，以后再补</translation>
        </message>
    </context>
    <context>
        <name>ResultModel</name>
        <message>
            <source>Buyer</source>
            <translation>买家</translation>
        </message>
        <message>
            <source>ID</source>
            <translation>编号</translation>
        </message>
        <message>
            <source>Member</source>
            <translation>会员</translation>
        </message>
        <message>
            <source>Phone</source>
            <translation>手机号</translation>
        </message>
    </context>
    <context>
        <name>ResultPane</name>
        <message>
            <source>, </source>
            <translation>，</translation>
        </message>
        <message>
            <source>Newest buyers</source>
            <translation>最新买家</translation>
        </message>
        <message>
            <source>No answer</source>
            <translation>没有查成</translation>
        </message>
        <message>
            <source>Results</source>
            <translation>查询结果</translation>
        </message>
        <message>
            <source>{count} results</source>
            <translation>{count} 条结果</translation>
        </message>
        <message>
            <source>{milliseconds} ms</source>
            <translation>{milliseconds} 毫秒</translation>
        </message>
    </context>
    <context>
        <name>ResultRow</name>
        <message>
            <source>By the member's ID number</source>
            <translation>按会员证件号找到</translation>
        </message>
        <message>
            <source>Member #{number}</source>
            <translation>会员 #{number}</translation>
        </message>
        <message>
            <source>Member only, no WeChat buyer</source>
            <translation>只有会员，没有微信买家</translation>
        </message>
        <message>
            <source>Member phone</source>
            <translation>会员手机</translation>
        </message>
        <message>
            <source>Member phone tail</source>
            <translation>会员手机尾号</translation>
        </message>
        <message>
            <source>Not bound</source>
            <translation>未绑定</translation>
        </message>
        <message>
            <source>Not linked to WeChat</source>
            <translation>未关联微信</translation>
        </message>
    </context>
    <context>
        <name>ScanPopover</name>
        <message>
            <source>Scan</source>
            <translation>扫码</translation>
        </message>
        <message>
            <source>Scan now. The input method is off here; Esc closes.</source>
            <translation>请扫码。这里不经过输入法，按 Esc 关闭。</translation>
        </message>
    </context>
    <context>
        <name>SearchBox</name>
        <message>
            <source>Clear</source>
            <translation>清除</translation>
        </message>
        <message>
            <source>Clear (Esc)</source>
            <translation>清除 (Esc)</translation>
        </message>
        <message>
            <source>Phone, last four digits, openId, name or pinyin</source>
            <translation>手机号、后四位、openId、姓名或拼音</translation>
        </message>
        <message>
            <source>Scan</source>
            <translation>扫码</translation>
        </message>
        <message>
            <source>Scan a code (F2)</source>
            <translation>扫码 (F2)</translation>
        </message>
        <message>
            <source>Search</source>
            <translation>查询</translation>
        </message>
    </context>
    <context>
        <name>Sheet</name>
        <message>
            <source>Close</source>
            <translation>关闭</translation>
        </message>
        <message>
            <source>Close (Esc)</source>
            <translation>关闭 (Esc)</translation>
        </message>
    </context>
    <context>
        <name>SourceWords</name>
        <message>
            <source>, </source>
            <translation>，</translation>
        </message>
        <message>
            <source>Database on this computer</source>
            <translation>本机资料库</translation>
        </message>
        <message>
            <source>Demo data</source>
            <translation>演示数据</translation>
        </message>
        <message>
            <source>Made-up people, gone when you close</source>
            <translation>虚构的买家，关闭后清除</translation>
        </message>
        <message>
            <source>Shared</source>
            <translation>共享</translation>
        </message>
        <message>
            <source>Shared database</source>
            <translation>共享数据库</translation>
        </message>
        <message>
            <source>This computer</source>
            <translation>本机</translation>
        </message>
        <message>
            <source>backed up {moment}</source>
            <translation>{moment} 已备份</translation>
        </message>
        <message>
            <source>the last backup failed ({code})</source>
            <translation>上次备份失败（{code}）</translation>
        </message>
        <message>
            <source>{count} buyers</source>
            <translation>{count} 位买家</translation>
        </message>
    </context>
    <context>
        <name>Toast</name>
        <message>
            <source>{seconds} s</source>
            <translation>{seconds} 秒</translation>
        </message>
    </context>
    <context>
        <name>WelcomePage</name>
        <message>
            <source>2,000 made-up buyers, gone when you close</source>
            <translation>2,000 位虚构买家，关闭后清除</translation>
        </message>
        <message>
            <source>A shared database for several counters</source>
            <translation>几个柜台共用一个资料库</translation>
        </message>
        <message>
            <source>Bring in the first buyers</source>
            <translation>先放进第一批买家</translation>
        </message>
        <message>
            <source>CSV or Excel, tried out before anything is written</source>
            <translation>CSV 或 Excel，先试算再写入</translation>
        </message>
        <message>
            <source>Connect to a source</source>
            <translation>连接数据来源</translation>
        </message>
        <message>
            <source>Enter the first one by hand</source>
            <translation>手工录入第一位</translation>
        </message>
        <message>
            <source>Import a file</source>
            <translation>导入资料</translation>
        </message>
        <message>
            <source>New buyer</source>
            <translation>新建买家</translation>
        </message>
        <message>
            <source>The data stays on this computer and is backed up every day</source>
            <translation>资料只保存在这台电脑上，每天自动备份</translation>
        </message>
        <message>
            <source>The database is empty. Choose a way to begin; all of it can be changed later in Settings.</source>
            <translation>资料库是空的。选一种方式开始，以后都能在设置里改。</translation>
        </message>
        <message>
            <source>Try demo data</source>
            <translation>先用演示数据</translation>
        </message>
    </context>
    <context>
        <name>Words</name>
        <message numerus="yes">
            <source>%n by ID number</source>
            <translation>
                <numerusform>证件号 %n 条</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n by buyer number</source>
            <translation>
                <numerusform>编号 %n 条</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n by member name</source>
            <translation>
                <numerusform>会员姓名 %n 条</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n by member number</source>
            <translation>
                <numerusform>会员号 %n 条</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n by member phone</source>
            <translation>
                <numerusform>会员手机 %n 条</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n by middle</source>
            <translation>
                <numerusform>中间几位 %n 条</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n by name</source>
            <translation>
                <numerusform>姓名 %n 条</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n by openId</source>
            <translation>
                <numerusform>openId %n 条</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n by openId start</source>
            <translation>
                <numerusform>openId 开头 %n 条</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n by phone</source>
            <translation>
                <numerusform>手机号 %n 条</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n by pinyin</source>
            <translation>
                <numerusform>拼音 %n 条</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n by start</source>
            <translation>
                <numerusform>号码开头 %n 条</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n by tail</source>
            <translation>
                <numerusform>尾号 %n 条</numerusform>
            </translation>
        </message>
        <message>
            <source>ID number</source>
            <translation>证件号</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>姓名</translation>
        </message>
        <message>
            <source>Newest</source>
            <translation>最新</translation>
        </message>
        <message>
            <source>Number</source>
            <translation>编号</translation>
        </message>
        <message>
            <source>Payment code</source>
            <translation>付款码</translation>
        </message>
        <message>
            <source>Phone</source>
            <translation>手机号</translation>
        </message>
        <message>
            <source>Phone middle</source>
            <translation>号码中间</translation>
        </message>
        <message>
            <source>Phone start</source>
            <translation>号码开头</translation>
        </message>
        <message>
            <source>Phone tail</source>
            <translation>手机号尾号</translation>
        </message>
        <message>
            <source>Pinyin or nickname</source>
            <translation>拼音或昵称</translation>
        </message>
        <message>
            <source>Today</source>
            <translation>今天</translation>
        </message>
        <message>
            <source>WeChat user</source>
            <translation>微信用户</translation>
        </message>
        <message>
            <source>Yesterday</source>
            <translation>昨天</translation>
        </message>
        <message>
            <source>openId</source>
            <translation>openId</translation>
        </message>
        <message>
            <source>openId start</source>
            <translation>openId 开头</translation>
        </message>
        <message>
            <source>tail {digits}</source>
            <translation>尾号{digits}</translation>
        </message>
        <message>
            <source>today {time}</source>
            <translation>今天 {time}</translation>
        </message>
    </context>
</TS>
