<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
    <context>
        <name>AboutDialog</name>
        <message>
            <source>About</source>
            <translation>关于</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>关闭</translation>
        </message>
        <message>
            <source>Close (Esc)</source>
            <translation>关闭 (Esc)</translation>
        </message>
        <message>
            <source>Copied</source>
            <translation>已复制</translation>
        </message>
        <message>
            <source>Copy information</source>
            <translation>复制信息</translation>
        </message>
        <message>
            <source>Finds buyers, registers and binds members, at the counter</source>
            <translation>在柜台查买家、注册和绑定会员</translation>
        </message>
        <message>
            <source>Licences</source>
            <translation>许可</translation>
        </message>
        <message>
            <source>Qt and PySide6 are used under the LGPL 3: they are separate files beside this program and may be replaced by other builds of the same version.</source>
            <translation>Qt 和 PySide6 按 LGPL 3 使用：它们是本程序旁边的独立文件，可以换成同一版本的其他构建。</translation>
        </message>
        <message>
            <source>The icons are Lucide's, under the ISC licence; some come from Feather, under the MIT licence.</source>
            <translation>图标来自 Lucide（ISC 许可），部分来自 Feather（MIT 许可）。</translation>
        </message>
        <message>
            <source>This program is under the MIT licence.</source>
            <translation>本程序采用 MIT 许可。</translation>
        </message>
        <message>
            <source>Version {version}</source>
            <translation>版本 {version}</translation>
        </message>
        <message>
            <source>Versions</source>
            <translation>版本</translation>
        </message>
        <message>
            <source>WeChat buyers</source>
            <translation>微信买家查询</translation>
        </message>
        <message>
            <source>What changed</source>
            <translation>更新记录</translation>
        </message>
    </context>
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
            <source>&amp;Forget this buyer…</source>
            <translation>忘记此顾客…(&amp;F)</translation>
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
            <source>&amp;Lock, switch operator</source>
            <translation>锁定、切换操作员(&amp;L)</translation>
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
            <source>Batch b&amp;inding…</source>
            <translation>批量绑定(&amp;I)…</translation>
        </message>
        <message>
            <source>Bind &amp;another member…</source>
            <translation>改绑(&amp;A)…</translation>
        </message>
        <message>
            <source>Change &amp;my password…</source>
            <translation>修改我的密码(&amp;M)…</translation>
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
            <source>E&amp;xport this buyer's data…</source>
            <translation>导出此顾客资料…(&amp;X)</translation>
        </message>
        <message>
            <source>F&amp;ull screen</source>
            <translation>全屏(&amp;U)</translation>
        </message>
        <message>
            <source>Forget se&amp;veral buyers…</source>
            <translation>批量忘记顾客…(&amp;V)</translation>
        </message>
        <message>
            <source>S&amp;can</source>
            <translation>扫码(&amp;C)</translation>
        </message>
        <message>
            <source>Shi&amp;ft summary…</source>
            <translation>交班小结(&amp;F)…</translation>
        </message>
        <message>
            <source>Sign &amp;out</source>
            <translation>退出登录(&amp;O)</translation>
        </message>
        <message>
            <source>To be &amp;sent</source>
            <translation>待发送(&amp;J)</translation>
        </message>
    </context>
    <context>
        <name>AddOperatorDialog</name>
        <message>
            <source>Add</source>
            <translation>添加</translation>
        </message>
        <message>
            <source>Add an operator</source>
            <translation>添加操作员</translation>
        </message>
        <message>
            <source>Add the first manager</source>
            <translation>添加第一位店长</translation>
        </message>
        <message>
            <source>From now on somebody has to sign in here. Keep the password safe: nobody can read it out again.</source>
            <translation>此后使用本程序需要登录。请保管好密码：没有人能再读出它。</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>名字</translation>
        </message>
        <message>
            <source>Name and role stand in the history of what is done</source>
            <translation>名字和角色会出现在操作记录中</translation>
        </message>
        <message>
            <source>Role</source>
            <translation>角色</translation>
        </message>
    </context>
    <context>
        <name>AddressChange</name>
        <message numerus="yes">
            <source>%n known buyers were asked for, {agreed} are the same there.</source>
            <translation>
                <numerusform>查询了 %n 位已知买家，{agreed} 位在那里一致。</numerusform>
            </translation>
        </message>
        <message>
            <source>The old address tells nobody to compare with.</source>
            <translation>旧地址没有应答，本机也没有它的副本可供比对。</translation>
        </message>
        <message>
            <source>The source is not open under its old address.</source>
            <translation>这个数据来源没有用旧地址打开。</translation>
        </message>
        <message>
            <source>The two cannot be compared: {reason}.</source>
            <translation>无法比对两边：{reason}。</translation>
        </message>
        <message>
            <source>To compare the two, a source has to be open first.</source>
            <translation>要比对两个地址，需要先打开一个数据来源。</translation>
        </message>
    </context>
    <context>
        <name>AddressField</name>
        <message>
            <source>Allow it nevertheless</source>
            <translation>仍然允许</translation>
        </message>
        <message>
            <source>Keep it as a source of its own</source>
            <translation>另存为新的数据源</translation>
        </message>
        <message>
            <source>Needed</source>
            <translation>必填</translation>
        </message>
        <message>
            <source>Not encrypted: on the way the key and the customers' data can be read</source>
            <translation>没有加密：密钥和顾客资料在路上能被看到</translation>
        </message>
        <message>
            <source>Only a manager may allow http: customers' data can be read on the way.</source>
            <translation>只有店长可以允许 http：顾客数据在途中可被读取。</translation>
        </message>
        <message>
            <source>Server's address</source>
            <translation>服务器地址</translation>
        </message>
        <message>
            <source>The server has no such API here: often a part of the path is missing</source>
            <translation>服务器上没有这套接口，常见的是路径少了一段</translation>
        </message>
        <message>
            <source>This is no address: https://, the server's name, perhaps a path; no user, ? or #</source>
            <translation>地址不对：应是 https://、服务器名、可带路径；不能有用户名、? 和 #</translation>
        </message>
        <message>
            <source>http is not encrypted: key and customers' data can be read on the way. Use https.</source>
            <translation>http 不加密：密钥和顾客资料在路上能被看到。请用 https。</translation>
        </message>
        <message>
            <source>{reason} History and copy stay with the old address.</source>
            <translation>{reason}历史和本机副本留在旧地址下。</translation>
        </message>
        <message>
            <source>{reason} Type five buyers that you know, and switch again.</source>
            <translation>{reason}请填写五位您知道的买家，再点一次切换。</translation>
        </message>
    </context>
    <context>
        <name>AdvancedFields</name>
        <message>
            <source>Advanced</source>
            <translation>高级</translation>
        </message>
        <message>
            <source>Always the buyer's number</source>
            <translation>总是买家编号</translation>
        </message>
        <message>
            <source>Buyers at once</source>
            <translation>每次买家数</translation>
        </message>
        <message>
            <source>Certificates to trust</source>
            <translation>信任的证书</translation>
        </message>
        <message>
            <source>Codes: unknown, male, female</source>
            <translation>性别代码：未知 男 女</translation>
        </message>
        <message>
            <source>Kept as text</source>
            <translation>照原样保留</translation>
        </message>
        <message>
            <source>Nothing</source>
            <translation>没有含义</translation>
        </message>
        <message>
            <source>Number of what was written</source>
            <translation>所写内容的编号</translation>
        </message>
        <message>
            <source>Proxy</source>
            <translation>代理</translation>
        </message>
        <message>
            <source>Taken as empty</source>
            <translation>当作空白</translation>
        </message>
        <message>
            <source>The built-in list</source>
            <translation>内置列表</translation>
        </message>
        <message>
            <source>This computer's</source>
            <translation>这台电脑的</translation>
        </message>
        <message>
            <source>Three numbers: for unknown, male, female</source>
            <translation>三个数字：未知、男、女</translation>
        </message>
        <message>
            <source>What data in an answer is</source>
            <translation>返回的 data 是什么</translation>
        </message>
        <message>
            <source>Word null</source>
            <translation>文字 null</translation>
        </message>
        <message>
            <source>http:// or https://, a name and a port</source>
            <translation>http:// 或 https://，加名称和端口</translation>
        </message>
        <message>
            <source>{least} to {most}</source>
            <translation>{least} 到 {most}</translation>
        </message>
    </context>
    <context>
        <name>AdvancedPage</name>
        <message>
            <source>, </source>
            <translation>、</translation>
        </message>
        <message>
            <source>Advanced</source>
            <translation>高级</translation>
        </message>
        <message>
            <source>All pages; saved data sources and the one in use stay</source>
            <translation>所有页面；存好的数据来源和正在用的不变</translation>
        </message>
        <message>
            <source>All settings are the defaults again.</source>
            <translation>已恢复默认设置。</translation>
        </message>
        <message>
            <source>Clear</source>
            <translation>清除</translation>
        </message>
        <message>
            <source>Cleared, {size} free</source>
            <translation>已清除，腾出 {size}</translation>
        </message>
        <message>
            <source>Default settings</source>
            <translation>默认设置</translation>
        </message>
        <message>
            <source>Export settings</source>
            <translation>导出设置</translation>
        </message>
        <message>
            <source>Export…</source>
            <translation>导出…</translation>
        </message>
        <message>
            <source>Folders</source>
            <translation>文件夹</translation>
        </message>
        <message>
            <source>Import settings</source>
            <translation>导入设置</translation>
        </message>
        <message>
            <source>Import…</source>
            <translation>导入…</translation>
        </message>
        <message>
            <source>It could not be opened: {folder}</source>
            <translation>打不开：{folder}</translation>
        </message>
        <message>
            <source>Kept on this computer, fetched again when needed</source>
            <translation>存在这台电脑，需要时会再下载</translation>
        </message>
        <message>
            <source>Nothing was taken over: {entries} cannot be used</source>
            <translation>没有导入：{entries} 不能用</translation>
        </message>
        <message>
            <source>Open data</source>
            <translation>打开数据</translation>
        </message>
        <message>
            <source>Open logs</source>
            <translation>打开日志</translation>
        </message>
        <message>
            <source>Pictures from WeChat</source>
            <translation>微信头像</translation>
        </message>
        <message>
            <source>Reset</source>
            <translation>恢复默认</translation>
        </message>
        <message>
            <source>Settings (*.toml)</source>
            <translation>设置 (*.toml)</translation>
        </message>
        <message>
            <source>Settings for another computer</source>
            <translation>给另一台电脑用的设置</translation>
        </message>
        <message>
            <source>The file could not be written. Choose another place.</source>
            <translation>文件写不了，请换个地方。</translation>
        </message>
        <message>
            <source>The settings are taken over.</source>
            <translation>设置已导入。</translation>
        </message>
        <message>
            <source>They could not be deleted. Close other windows of the program first.</source>
            <translation>删不掉，请先关闭本程序的其他窗口。</translation>
        </message>
        <message>
            <source>This is not a file of settings. Nothing was taken over.</source>
            <translation>这不是设置文件，没有导入。</translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>撤销</translation>
        </message>
        <message>
            <source>Without passwords; those stay in the keyring</source>
            <translation>不含密码，密码留在系统钥匙串</translation>
        </message>
        <message>
            <source>Written to {name}</source>
            <translation>已写入 {name}</translation>
        </message>
    </context>
    <context>
        <name>AliasRow</name>
        <message>
            <source>Alias</source>
            <translation>备注名</translation>
        </message>
        <message>
            <source>Change the alias</source>
            <translation>修改备注名</translation>
        </message>
        <message>
            <source>Enter saves, Esc leaves it</source>
            <translation>回车保存，Esc 取消</translation>
        </message>
        <message>
            <source>Only seen here</source>
            <translation>仅本店可见</translation>
        </message>
    </context>
    <context>
        <name>AnswerPage</name>
        <message>
            <source>Buyers added since {time} are not on this computer. The server may know the customer.</source>
            <translation>{time} 之后的新买家不在这台电脑上，可能只是还没同步到。</translation>
        </message>
        <message>
            <source>Copy on this computer</source>
            <translation>本机资料</translation>
        </message>
        <message>
            <source>Copy questions for the vendor</source>
            <translation>复制要问供应商的问题</translation>
        </message>
        <message>
            <source>Data source…</source>
            <translation>数据来源…</translation>
        </message>
        <message>
            <source>Enter registers the customer as a new member.</source>
            <translation>按 Enter 注册为新会员。</translation>
        </message>
        <message>
            <source>Esc stops it; what you typed stays.</source>
            <translation>按 Esc 可以停下，输入的内容会保留。</translation>
        </message>
        <message>
            <source>Fewer digits, another part of the name, or pinyin may help.</source>
            <translation>少输几位、换姓名的另一部分，或用拼音再试。</translation>
        </message>
        <message>
            <source>Keep a copy on this computer</source>
            <translation>在本机保留副本</translation>
        </message>
        <message>
            <source>Last news from the server</source>
            <translation>最后同步</translation>
        </message>
        <message>
            <source>Look a buyer up</source>
            <translation>请输入编号或 openId</translation>
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
            <source>Not all of the server's buyers are on this computer. The server may know the customer.</source>
            <translation>服务器上的买家没有全部复制到本机，服务器可能认识这位顾客。</translation>
        </message>
        <message>
            <source>Not in this copy</source>
            <translation>本机资料中没有</translation>
        </message>
        <message>
            <source>Nothing was copied from the server yet.</source>
            <translation>还没有从服务器同步过资料。</translation>
        </message>
        <message>
            <source>Register and send later</source>
            <translation>注册并稍后发送</translation>
        </message>
        <message>
            <source>Register as a new member</source>
            <translation>注册为新会员</translation>
        </message>
        <message>
            <source>The server is taking its time</source>
            <translation>服务器响应较慢</translation>
        </message>
        <message>
            <source>This source finds a buyer by number or openId only.</source>
            <translation>这个来源只能按编号或 openId 查买家。</translation>
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
        <name>AppearancePage</name>
        <message>
            <source>Appearance</source>
            <translation>外观</translation>
        </message>
        <message>
            <source>As the system</source>
            <translation>跟随系统</translation>
        </message>
        <message>
            <source>Compact rows</source>
            <translation>紧凑列表</translation>
        </message>
        <message>
            <source>Dark</source>
            <translation>深色</translation>
        </message>
        <message>
            <source>Language</source>
            <translation>语言</translation>
        </message>
        <message>
            <source>Large text</source>
            <translation>大字</translation>
        </message>
        <message>
            <source>Light</source>
            <translation>浅色</translation>
        </message>
        <message>
            <source>More buyers at a glance</source>
            <translation>一屏看到更多买家</translation>
        </message>
        <message>
            <source>Theme</source>
            <translation>主题</translation>
        </message>
        <message>
            <source>Type and controls a quarter larger</source>
            <translation>文字和控件放大四分之一</translation>
        </message>
    </context>
    <context>
        <name>ApprovalDialog</name>
        <message>
            <source>, </source>
            <translation>、</translation>
        </message>
        <message>
            <source>Allow it once</source>
            <translation>允许这一次</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>取消</translation>
        </message>
        <message>
            <source>Go on</source>
            <translation>继续</translation>
        </message>
        <message>
            <source>Hide it</source>
            <translation>隐藏</translation>
        </message>
        <message>
            <source>Manager</source>
            <translation>店长</translation>
        </message>
        <message>
            <source>One moment…</source>
            <translation>请稍候…</translation>
        </message>
        <message>
            <source>Password</source>
            <translation>密码</translation>
        </message>
        <message>
            <source>Show it</source>
            <translation>显示</translation>
        </message>
        <message>
            <source>This needs a manager</source>
            <translation>需要店长</translation>
        </message>
        <message>
            <source>This one is no manager.</source>
            <translation>此人不是店长。</translation>
        </message>
        <message>
            <source>To {action}</source>
            <translation>用于：{action}</translation>
        </message>
        <message>
            <source>Type your password again</source>
            <translation>请再次输入您的密码</translation>
        </message>
        <message>
            <source>{name} wants to {action}, this once</source>
            <translation>{name} 想要{action}，仅此一次</translation>
        </message>
    </context>
    <context>
        <name>BackupCommand</name>
        <message>
            <source>Back up to</source>
            <translation>备份到</translation>
        </message>
        <message>
            <source>Backups (*.db)</source>
            <translation>备份文件 (*.db)</translation>
        </message>
    </context>
    <context>
        <name>BackupList</name>
        <message numerus="yes">
            <source>%Ln buyers</source>
            <translation>
                <numerusform>%Ln 位买家</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln members</source>
            <translation>
                <numerusform>%Ln 位会员</numerusform>
            </translation>
        </message>
        <message>
            <source>Backups</source>
            <translation>备份</translation>
        </message>
        <message>
            <source>{buyers}, {members}</source>
            <translation>{buyers}，{members}</translation>
        </message>
    </context>
    <context>
        <name>BackupPage</name>
        <message>
            <source>A shared database is backed up on its server</source>
            <translation>共用数据库在服务器上备份</translation>
        </message>
        <message>
            <source>Automatic backups</source>
            <translation>自动备份</translation>
        </message>
        <message>
            <source>Back up now…</source>
            <translation>现在备份…</translation>
        </message>
        <message>
            <source>Backups</source>
            <translation>备份</translation>
        </message>
        <message>
            <source>Best on another disk than the database</source>
            <translation>最好和数据库不在同一块硬盘</translation>
        </message>
        <message>
            <source>Choose…</source>
            <translation>选择…</translation>
        </message>
        <message>
            <source>Daily and when the program ends; old ones are thinned out</source>
            <translation>每天一次、退出时一次，旧的逐步清理</translation>
        </message>
        <message>
            <source>Folder</source>
            <translation>文件夹</translation>
        </message>
        <message>
            <source>Folder for backups</source>
            <translation>备份文件夹</translation>
        </message>
        <message>
            <source>Last backup</source>
            <translation>最近一次备份</translation>
        </message>
        <message>
            <source>None yet</source>
            <translation>还没有</translation>
        </message>
        <message>
            <source>Restore…</source>
            <translation>恢复…</translation>
        </message>
        <message>
            <source>The last automatic backup failed ({code}). Look at the folder.</source>
            <translation>上次自动备份失败（{code}），请检查文件夹。</translation>
        </message>
        <message>
            <source>There is no such folder, or nothing can be written to it</source>
            <translation>没有这个文件夹，或者不能写入</translation>
        </message>
    </context>
    <context>
        <name>BatchDialog</name>
        <message>
            <source>Another list</source>
            <translation>另一份清单</translation>
        </message>
        <message>
            <source>Back</source>
            <translation>上一步</translation>
        </message>
        <message>
            <source>Batch binding</source>
            <translation>批量绑定</translation>
        </message>
        <message>
            <source>Bind {rows}</source>
            <translation>绑定 {rows}</translation>
        </message>
        <message>
            <source>Binding…</source>
            <translation>正在绑定…</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>取消</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>关闭</translation>
        </message>
        <message>
            <source>Done</source>
            <translation>完成</translation>
        </message>
        <message>
            <source>Each row is written by itself and stands in the history; one that fails stops no other.</source>
            <translation>每行单独写入并记入历史，一行失败不影响其他行。</translation>
        </message>
        <message>
            <source>Every row is looked up. Nothing is written.</source>
            <translation>逐行查找，不写入任何内容。</translation>
        </message>
        <message>
            <source>It is running. Press Esc again to stop it; what is done stays done.</source>
            <translation>正在执行。再按一次 Esc 停止，已完成的保留。</translation>
        </message>
        <message>
            <source>Nothing to bind</source>
            <translation>没有可绑定的</translation>
        </message>
        <message>
            <source>Rows are being written</source>
            <translation>正在写入</translation>
        </message>
        <message>
            <source>Save the list</source>
            <translation>保存清单</translation>
        </message>
        <message>
            <source>Saved as {file}, numbers masked</source>
            <translation>已保存为 {file}，号码已遮盖</translation>
        </message>
        <message>
            <source>Step 1 of 2: the list</source>
            <translation>第 1 步，共 2 步：清单</translation>
        </message>
        <message>
            <source>Step 2 of 2: the trial</source>
            <translation>第 2 步，共 2 步：试算</translation>
        </message>
        <message>
            <source>Step 2 of 2: what would happen. Nothing is written yet</source>
            <translation>第 2 步，共 2 步：试算结果，尚未写入</translation>
        </message>
        <message>
            <source>Tables (*.xlsx *.csv)</source>
            <translation>表格 (*.xlsx *.csv)</translation>
        </message>
        <message>
            <source>Taking back…</source>
            <translation>正在撤回…</translation>
        </message>
        <message>
            <source>This source shows no members: whether one has the phone is known once the row is bound.</source>
            <translation>这个数据源看不到会员：手机号是否属于会员，绑定时才知道。</translation>
        </message>
        <message>
            <source>Try it out</source>
            <translation>试算</translation>
        </message>
        <message>
            <source>Trying it out…</source>
            <translation>正在试算…</translation>
        </message>
        <message>
            <source>batch-binding</source>
            <translation>批量绑定</translation>
        </message>
    </context>
    <context>
        <name>BatchInput</name>
        <message>
            <source>Batch binding</source>
            <translation>批量绑定</translation>
        </message>
        <message>
            <source>Choose a file…</source>
            <translation>选择文件…</translation>
        </message>
        <message>
            <source>Or drop a CSV or Excel file (.xlsx) here, with the columns openId and member phone.</source>
            <translation>也可把 CSV 或 Excel（.xlsx）拖到这里，含 openId（或买家手机）和会员手机两列。</translation>
        </message>
        <message>
            <source>Paste one pair a line: the buyer, then the member's phone</source>
            <translation>每行粘贴一对：先买家，后会员手机号</translation>
        </message>
        <message>
            <source>Tables (*.xlsx *.csv)</source>
            <translation>表格 (*.xlsx *.csv)</translation>
        </message>
        <message>
            <source>The buyer by openId, phone or #number. A tab, a comma or blanks part the two, as out of Excel.</source>
            <translation>买家写 openId、手机号或 #编号，中间用制表符、逗号或空格隔开，可直接从 Excel 复制。</translation>
        </message>
    </context>
    <context>
        <name>BatchPage</name>
        <message>
            <source>All rows</source>
            <translation>全部行</translation>
        </message>
        <message>
            <source>Bound</source>
            <translation>已绑定</translation>
        </message>
        <message>
            <source>Bound so already</source>
            <translation>已经绑定</translation>
        </message>
        <message>
            <source>Can be bound</source>
            <translation>可以绑定</translation>
        </message>
        <message>
            <source>Problems only</source>
            <translation>只看需要核对的</translation>
        </message>
        <message>
            <source>Save the list…</source>
            <translation>保存清单…</translation>
        </message>
        <message>
            <source>Take all back</source>
            <translation>全部撤回</translation>
        </message>
        <message>
            <source>Take this row back</source>
            <translation>撤回此行</translation>
        </message>
        <message>
            <source>Taken back</source>
            <translation>已撤回</translation>
        </message>
        <message>
            <source>To be looked at</source>
            <translation>需要核对</translation>
        </message>
        <message>
            <source>Wait for the server</source>
            <translation>等待服务器</translation>
        </message>
    </context>
    <context>
        <name>BatchTable</name>
        <message>
            <source>Rows</source>
            <translation>各行</translation>
        </message>
    </context>
    <context>
        <name>BatchWords</name>
        <message>
            <source>A write for this buyer waits to be sent</source>
            <translation>这位买家有操作待发送</translation>
        </message>
        <message>
            <source>Being checked</source>
            <translation>正在核对</translation>
        </message>
        <message>
            <source>Bound</source>
            <translation>已绑定</translation>
        </message>
        <message>
            <source>Bound so already</source>
            <translation>已经绑定</translation>
        </message>
        <message>
            <source>Bound to member #{member} already</source>
            <translation>已绑定会员 #{member}</translation>
        </message>
        <message>
            <source>Buyer</source>
            <translation>买家</translation>
        </message>
        <message>
            <source>Can be bound</source>
            <translation>可以绑定</translation>
        </message>
        <message>
            <source>Could not be looked up</source>
            <translation>查不到</translation>
        </message>
        <message>
            <source>Masked with stars</source>
            <translation>带星号，不完整</translation>
        </message>
        <message>
            <source>Member phone</source>
            <translation>会员手机</translation>
        </message>
        <message>
            <source>Neither openId nor phone nor #number</source>
            <translation>不是 openId、手机号或 #编号</translation>
        </message>
        <message>
            <source>No member has this phone</source>
            <translation>没有这个手机号的会员</translation>
        </message>
        <message>
            <source>No such buyer</source>
            <translation>没有这位买家</translation>
        </message>
        <message>
            <source>Not bound</source>
            <translation>未绑定</translation>
        </message>
        <message>
            <source>Not reached</source>
            <translation>未执行</translation>
        </message>
        <message>
            <source>Perhaps bound: look at the buyer</source>
            <translation>可能已绑定，请核对买家</translation>
        </message>
        <message>
            <source>Result</source>
            <translation>结果</translation>
        </message>
        <message>
            <source>Row</source>
            <translation>行</translation>
        </message>
        <message>
            <source>Several buyers have this phone: give the openId</source>
            <translation>多位买家同号，请改用 openId</translation>
        </message>
        <message>
            <source>Taken back</source>
            <translation>已撤回</translation>
        </message>
        <message>
            <source>The member's phone is no phone number</source>
            <translation>会员手机不是手机号</translation>
        </message>
        <message>
            <source>The same buyer as in row {row}</source>
            <translation>与第 {row} 行是同一买家</translation>
        </message>
        <message>
            <source>The source shows something else</source>
            <translation>数据源显示的不一致</translation>
        </message>
        <message>
            <source>Waits to be sent</source>
            <translation>待发送</translation>
        </message>
        <message>
            <source>{state}: {why}</source>
            <translation>{state}：{why}</translation>
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
            <source>ask again</source>
            <translation>再查一次</translation>
        </message>
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
            <source>Save and send later</source>
            <translation>保存并稍后发送</translation>
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
            <source>WeChat buyer #{number}</source>
            <translation>微信买家 #{number}</translation>
        </message>
        <message>
            <source>Without the server somebody new needs the openId: it is found again by that alone</source>
            <translation>没有联网时，新买家要有 openId，之后只能靠它核对</translation>
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
        <name>ChoosePage</name>
        <message>
            <source>All files (*)</source>
            <translation>所有文件 (*)</translation>
        </message>
        <message>
            <source>Buyers or members, as CSV or Excel (.xlsx), with headers in the first row.</source>
            <translation>买家或会员的 CSV、Excel（.xlsx）文件，第一行是表头。</translation>
        </message>
        <message>
            <source>Choose a file…</source>
            <translation>选择文件…</translation>
        </message>
        <message>
            <source>Drop a file here</source>
            <translation>把文件拖到这里</translation>
        </message>
        <message>
            <source>Import</source>
            <translation>导入资料</translation>
        </message>
        <message>
            <source>It is tried out first. Nothing is written before you have seen the result.</source>
            <translation>先试算，看过结果再写入。</translation>
        </message>
        <message>
            <source>Tables (*.csv *.xlsx *.tsv *.txt)</source>
            <translation>表格 (*.csv *.xlsx *.tsv *.txt)</translation>
        </message>
    </context>
    <context>
        <name>ColumnTable</name>
        <message>
            <source>(no header)</source>
            <translation>（没有表头）</translation>
        </message>
        <message>
            <source>, </source>
            <translation>，</translation>
        </message>
        <message>
            <source>Column {header}</source>
            <translation>{header} 这一列</translation>
        </message>
        <message>
            <source>Not imported</source>
            <translation>不导入</translation>
        </message>
    </context>
    <context>
        <name>CopyWords</name>
        <message numerus="yes">
            <source>%Ln buyers</source>
            <translation>
                <numerusform>%Ln 位买家</numerusform>
            </translation>
        </message>
        <message>
            <source>, </source>
            <translation>，</translation>
        </message>
        <message>
            <source>as of {time}</source>
            <translation>截至 {time}</translation>
        </message>
        <message>
            <source>{known} of about {upper} ids</source>
            <translation>{known} / 约 {upper} 个编号</translation>
        </message>
    </context>
    <context>
        <name>CrashDialog</name>
        <message>
            <source>Close</source>
            <translation>关闭</translation>
        </message>
        <message>
            <source>Copied</source>
            <translation>已复制</translation>
        </message>
        <message>
            <source>Copy the details</source>
            <translation>复制详情</translation>
        </message>
        <message>
            <source>Details</source>
            <translation>详情</translation>
        </message>
        <message>
            <source>Something unexpected happened</source>
            <translation>出现意外问题</translation>
        </message>
        <message>
            <source>The program goes on</source>
            <translation>程序继续运行</translation>
        </message>
        <message>
            <source>What is saved is safe. If something looks wrong, close the program and start it again. The details hold no names and no numbers of customers; send them to whoever looks after the program.</source>
            <translation>已保存的内容没有问题。如果看起来不对，请关闭程序再打开。下面的详情不含顾客的姓名和号码，请发给维护程序的人。</translation>
        </message>
    </context>
    <context>
        <name>DayPicker</name>
        <message>
            <source>Choose a day</source>
            <translation>选择日期</translation>
        </message>
        <message>
            <source>Choose a day of the month</source>
            <translation>选择月份中的某一天</translation>
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
            <source>Month after</source>
            <translation>下个月</translation>
        </message>
        <message>
            <source>Month after (Right)</source>
            <translation>下个月（→）</translation>
        </message>
        <message>
            <source>Month before</source>
            <translation>上个月</translation>
        </message>
        <message>
            <source>Month before (Left)</source>
            <translation>上个月（←）</translation>
        </message>
        <message>
            <source>This month</source>
            <translation>本月</translation>
        </message>
        <message>
            <source>Today</source>
            <translation>今天</translation>
        </message>
    </context>
    <context>
        <name>DecideSheet</name>
        <message>
            <source>#{number}</source>
            <translation>#{number}</translation>
        </message>
        <message>
            <source>Already done</source>
            <translation>已经办妥</translation>
        </message>
        <message>
            <source>Discard…</source>
            <translation>丢弃…</translation>
        </message>
        <message>
            <source>Later</source>
            <translation>以后再说</translation>
        </message>
        <message>
            <source>Member</source>
            <translation>会员</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>姓名</translation>
        </message>
        <message>
            <source>Needs a decision</source>
            <translation>需要处理</translation>
        </message>
        <message>
            <source>Phone</source>
            <translation>手机号</translation>
        </message>
        <message>
            <source>Server now</source>
            <translation>服务器现在</translation>
        </message>
        <message>
            <source>Submit again</source>
            <translation>再次提交</translation>
        </message>
        <message>
            <source>The server shows what was wanted, or somebody did it by hand</source>
            <translation>服务器上已是想要的结果，或已有人手工办好</translation>
        </message>
        <message>
            <source>You saw</source>
            <translation>当时看到</translation>
        </message>
        <message>
            <source>You wanted</source>
            <translation>要改成</translation>
        </message>
        <message>
            <source>a new member</source>
            <translation>新会员</translation>
        </message>
        <message>
            <source>not bound</source>
            <translation>未绑定</translation>
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
            <source>Bind…</source>
            <translation>绑定…</translation>
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
            <source>Rebind…</source>
            <translation>改绑…</translation>
        </message>
        <message>
            <source>Register</source>
            <translation>注册会员</translation>
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
        <name>DiscardSheet</name>
        <message>
            <source>Discard</source>
            <translation>丢弃</translation>
        </message>
        <message>
            <source>Say why, for whoever asks later</source>
            <translation>请写明原因，以便日后查问</translation>
        </message>
        <message>
            <source>Why</source>
            <translation>原因</translation>
        </message>
        <message>
            <source>e.g. the customer changed their mind</source>
            <translation>如 顾客不办了</translation>
        </message>
    </context>
    <context>
        <name>DonePage</name>
        <message numerus="yes">
            <source>%Ln buyers have the phone of a member</source>
            <translation>
                <numerusform>%Ln 位买家与会员手机号相同</numerusform>
            </translation>
        </message>
        <message>
            <source>, </source>
            <translation>，</translation>
        </message>
        <message>
            <source>Correct them there, then import that file.</source>
            <translation>在里面改好，再导入那个文件。</translation>
        </message>
        <message>
            <source>Imported {rows}</source>
            <translation>已导入 {rows}</translation>
        </message>
        <message>
            <source>Look at each pair, then bind or skip.</source>
            <translation>逐个核对，再绑定或跳过。</translation>
        </message>
        <message>
            <source>Open folder</source>
            <translation>打开文件夹</translation>
        </message>
        <message>
            <source>Review…</source>
            <translation>逐个核对…</translation>
        </message>
        <message>
            <source>The rows left out are in {file}</source>
            <translation>跳过的行在 {file}</translation>
        </message>
        <message>
            <source>{count} aliases</source>
            <translation>备注名 {count} 个</translation>
        </message>
        <message>
            <source>{count} left out</source>
            <translation>跳过 {count}</translation>
        </message>
        <message>
            <source>{count} new</source>
            <translation>新增 {count}</translation>
        </message>
        <message>
            <source>{count} unchanged</source>
            <translation>未变 {count}</translation>
        </message>
        <message>
            <source>{count} updated</source>
            <translation>更新 {count}</translation>
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
        <name>EditOperationSheet</name>
        <message>
            <source>Edit and try again</source>
            <translation>编辑后重试</translation>
        </message>
        <message>
            <source>Try again</source>
            <translation>重试</translation>
        </message>
    </context>
    <context>
        <name>EditSaveSheet</name>
        <message>
            <source>, </source>
            <translation>，</translation>
        </message>
        <message>
            <source>Edit and try again</source>
            <translation>编辑后重试</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>姓名</translation>
        </message>
        <message>
            <source>On the server now: {facts}</source>
            <translation>服务器现在：{facts}</translation>
        </message>
        <message>
            <source>Phone</source>
            <translation>手机号</translation>
        </message>
        <message>
            <source>Stars hide something: type it in full</source>
            <translation>星号遮住了内容，请输入完整</translation>
        </message>
        <message>
            <source>This is not a phone number</source>
            <translation>这不是手机号</translation>
        </message>
        <message>
            <source>Try again</source>
            <translation>重试</translation>
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
        <message numerus="yes">
            <source>%n rows</source>
            <translation>
                <numerusform>%n 行</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n times in a row</source>
            <translation>
                <numerusform>连续 %n 次</numerusform>
            </translation>
        </message>
        <message>
            <source>, </source>
            <translation>、</translation>
        </message>
        <message>
            <source>Added an operator</source>
            <translation>添加操作员</translation>
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
            <source>Alias</source>
            <translation>备注名</translation>
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
            <source>Changed a password or PIN</source>
            <translation>修改密码或 PIN</translation>
        </message>
        <message>
            <source>Changed the alias</source>
            <translation>修改备注名</translation>
        </message>
        <message>
            <source>Changed the role of an operator</source>
            <translation>更改操作员的角色</translation>
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
            <source>Encryption of ID numbers</source>
            <translation>证件号加密</translation>
        </message>
        <message>
            <source>Exported a file</source>
            <translation>导出</translation>
        </message>
        <message>
            <source>Exported all that is held on a buyer</source>
            <translation>导出顾客资料</translation>
        </message>
        <message>
            <source>Exported the operators</source>
            <translation>导出操作员</translation>
        </message>
        <message>
            <source>Forgot a buyer</source>
            <translation>清除买家</translation>
        </message>
        <message>
            <source>Had an action approved by a manager</source>
            <translation>获得店长批准</translation>
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
            <source>Imported operators</source>
            <translation>导入操作员</translation>
        </message>
        <message>
            <source>Locked the counter</source>
            <translation>锁定柜台</translation>
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
            <source>Operator</source>
            <translation>操作员</translation>
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
            <source>Put an operator out of service</source>
            <translation>停用操作员</translation>
        </message>
        <message>
            <source>Reason: {text}</source>
            <translation>原因：{text}</translation>
        </message>
        <message>
            <source>Registered a member</source>
            <translation>注册会员</translation>
        </message>
        <message>
            <source>Renamed an operator</source>
            <translation>操作员改名</translation>
        </message>
        <message>
            <source>Reset a manager's password from the command line</source>
            <translation>从命令行重设店长密码</translation>
        </message>
        <message>
            <source>Restored a backup</source>
            <translation>恢复备份</translation>
        </message>
        <message>
            <source>Rows of the journal are missing</source>
            <translation>操作记录有缺失</translation>
        </message>
        <message>
            <source>Sex</source>
            <translation>性别</translation>
        </message>
        <message>
            <source>Signed in</source>
            <translation>登录</translation>
        </message>
        <message>
            <source>Signed out</source>
            <translation>退出登录</translation>
        </message>
        <message>
            <source>Took in again somebody who was forgotten</source>
            <translation>重新收录已忘记的顾客</translation>
        </message>
        <message>
            <source>Took note that the journal was changed</source>
            <translation>确认已知悉操作记录被改动</translation>
        </message>
        <message>
            <source>Typed a wrong password or PIN</source>
            <translation>输错密码或 PIN</translation>
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
            <source>a new recovery code</source>
            <translation>换了新的恢复码</translation>
        </message>
        <message>
            <source>approved by {name}</source>
            <comment>a manager</comment>
            <translation>{name} 批准</translation>
        </message>
        <message>
            <source>being checked</source>
            <translation>正在核对</translation>
        </message>
        <message>
            <source>corrected</source>
            <translation>已更正</translation>
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
            <source>not proven</source>
            <translation>未核对上</translation>
        </message>
        <message>
            <source>openId</source>
            <translation>openId</translation>
        </message>
        <message>
            <source>opened on this computer</source>
            <translation>已在这台电脑上解开</translation>
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
            <source>switched on</source>
            <translation>已开启</translation>
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
        <name>ExportDialog</name>
        <message>
            <source>Cancel</source>
            <translation>取消</translation>
        </message>
        <message>
            <source>Choose a place…</source>
            <translation>选择位置并导出…</translation>
        </message>
        <message>
            <source>Done</source>
            <translation>完成</translation>
        </message>
        <message>
            <source>Everything of one kind, into one file</source>
            <translation>把一类资料全部写进一个文件</translation>
        </message>
        <message>
            <source>Export</source>
            <translation>导出资料</translation>
        </message>
        <message>
            <source>Export something else</source>
            <translation>再导出一个</translation>
        </message>
        <message>
            <source>Exported {rows}</source>
            <translation>已导出 {rows}</translation>
        </message>
        <message>
            <source>Exporting…</source>
            <translation>正在导出…</translation>
        </message>
        <message>
            <source>Open folder</source>
            <translation>打开文件夹</translation>
        </message>
        <message>
            <source>The file appears when all rows are in it.</source>
            <translation>全部写完才会出现文件。</translation>
        </message>
    </context>
    <context>
        <name>ExportForm</name>
        <message>
            <source>Buyers</source>
            <translation>买家</translation>
        </message>
        <message>
            <source>CSV</source>
            <translation>CSV</translation>
        </message>
        <message>
            <source>Everybody who gets this file can read them</source>
            <translation>拿到文件的人都能看到完整号码</translation>
        </message>
        <message>
            <source>Excel</source>
            <translation>Excel</translation>
        </message>
        <message>
            <source>File</source>
            <translation>文件格式</translation>
        </message>
        <message>
            <source>Members</source>
            <translation>会员</translation>
        </message>
        <message>
            <source>Only such a file can be imported again. The journal notes that it was made.</source>
            <translation>只有不打码的文件能再导入。操作记录会记下这次导出。</translation>
        </message>
        <message>
            <source>Such as: new computer</source>
            <translation>例如：换电脑</translation>
        </message>
        <message>
            <source>What</source>
            <translation>导出什么</translation>
        </message>
        <message>
            <source>What for</source>
            <translation>用途</translation>
        </message>
        <message>
            <source>Whole phones, ID numbers and addresses</source>
            <translation>手机号、证件号、地址不打码</translation>
        </message>
        <message>
            <source>Without this they are masked, such as 138****8000. A masked file cannot be imported again.</source>
            <translation>不勾选就打码，如 138****8000。打码的文件不能再导入。</translation>
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
        <name>FileCommands</name>
        <message>
            <source>Backed up {buyers} buyers and {members} members</source>
            <translation>已备份 {buyers} 位买家、{members} 位会员</translation>
        </message>
        <message>
            <source>Backing up…</source>
            <translation>正在备份…</translation>
        </message>
        <message>
            <source>{count} operations are in {name}</source>
            <translation>{count} 条操作已写入 {name}</translation>
        </message>
    </context>
    <context>
        <name>FileForm</name>
        <message>
            <source>Choose a database</source>
            <translation>选择数据库</translation>
        </message>
        <message>
            <source>Choose a file, or make a new one</source>
            <translation>选择一个文件，或者新建</translation>
        </message>
        <message>
            <source>Choose…</source>
            <translation>选择…</translation>
        </message>
        <message>
            <source>Databases (*.db *.sqlite *.sqlite3);;All files (*)</source>
            <translation>数据库 (*.db *.sqlite *.sqlite3);;所有文件 (*)</translation>
        </message>
        <message>
            <source>File</source>
            <translation>文件</translation>
        </message>
        <message>
            <source>Make a new database</source>
            <translation>新建数据库</translation>
        </message>
        <message>
            <source>New…</source>
            <translation>新建…</translation>
        </message>
        <message>
            <source>The file's name</source>
            <translation>和文件同名</translation>
        </message>
        <message>
            <source>The usual file</source>
            <translation>默认文件</translation>
        </message>
        <message>
            <source>This is a folder; name a file in it</source>
            <translation>这是文件夹，请写里面的文件</translation>
        </message>
        <message>
            <source>Type the whole path, from the disk on</source>
            <translation>请写完整路径，从盘符开始</translation>
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
        <name>ForgetDialog</name>
        <message numerus="yes">
            <source>%n buyers are forgotten</source>
            <translation>
                <numerusform>已忘记 %n 位顾客</numerusform>
            </translation>
        </message>
        <message>
            <source>Back</source>
            <translation>上一步</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>取消</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>关闭</translation>
        </message>
        <message>
            <source>Done</source>
            <translation>完成</translation>
        </message>
        <message>
            <source>Everybody is gone as a whole or not at all, also when it is stopped.</source>
            <translation>每位顾客要么整体删除，要么原样保留，中途停止也是如此。</translation>
        </message>
        <message>
            <source>Forget buyers</source>
            <translation>批量忘记顾客</translation>
        </message>
        <message>
            <source>Forget {buyers}</source>
            <translation>忘记 {buyers}</translation>
        </message>
        <message>
            <source>Forgetting…</source>
            <translation>正在忘记…</translation>
        </message>
        <message>
            <source>It is running. Press Esc again to stop it; who is forgotten stays so.</source>
            <translation>正在进行。再按一次 Esc 停止；已忘记的不会恢复。</translation>
        </message>
        <message>
            <source>Look through</source>
            <translation>查看名单</translation>
        </message>
        <message>
            <source>Looking…</source>
            <translation>正在查看…</translation>
        </message>
        <message>
            <source>Nobody is forgotten by that.</source>
            <translation>这一步不会忘记任何人。</translation>
        </message>
        <message>
            <source>Others</source>
            <translation>继续忘记其他人</translation>
        </message>
        <message>
            <source>People are being forgotten</source>
            <translation>正在忘记</translation>
        </message>
        <message>
            <source>Step 1 of 2: whom</source>
            <translation>第 1 步，共 2 步：忘记谁</translation>
        </message>
        <message>
            <source>Step 2 of 2: what it means</source>
            <translation>第 2 步，共 2 步：涉及哪些人</translation>
        </message>
        <message>
            <source>Step 2 of 2: what it means. Nobody is forgotten yet; it cannot be undone</source>
            <translation>第 2 步，共 2 步：涉及哪些人。现在还没有忘记任何人；执行后无法撤销</translation>
        </message>
        <message>
            <source>What this program cannot reach</source>
            <translation>本程序无法触及的地方</translation>
        </message>
    </context>
    <context>
        <name>ForgetInput</name>
        <message>
            <source>By a list</source>
            <translation>按名单</translation>
        </message>
        <message>
            <source>CSV or Excel, with a column for number, openId or phone.</source>
            <translation>CSV 或 Excel，需有编号、openId 或手机号一列。</translation>
        </message>
        <message>
            <source>Choose a file…</source>
            <translation>选择文件…</translation>
        </message>
        <message>
            <source>Forget buyers</source>
            <translation>批量忘记顾客</translation>
        </message>
        <message>
            <source>Not seen for</source>
            <translation>无往来多久</translation>
        </message>
        <message>
            <source>Not seen for long</source>
            <translation>长期无往来</translation>
        </message>
        <message>
            <source>One buyer a line: #number, openId or the whole phone of the buyer.</source>
            <translation>每行一位：#编号、openId 或顾客的完整手机号。</translation>
        </message>
        <message>
            <source>Proposed are buyers without a member for whom nothing was written or revealed in that time. Who came by an import counts as seen at the last one; somebody of whom no date is known is never proposed. Nobody is forgotten before you say so.</source>
            <translation>建议名单包括：未绑定会员，并且在此期间没有任何写入、也没有显示过号码的顾客。由导入而来的顾客，以最近一次导入为准；没有任何日期可查的顾客不会列入。在您确认之前，不会忘记任何人。</translation>
        </message>
        <message>
            <source>Tables (*.xlsx *.csv *.txt)</source>
            <translation>表格 (*.xlsx *.csv *.txt)</translation>
        </message>
        <message>
            <source>Whom</source>
            <translation>忘记谁</translation>
        </message>
        <message>
            <source>{months} months</source>
            <translation>{months} 个月</translation>
        </message>
    </context>
    <context>
        <name>ForgetModel</name>
        <message>
            <source>Buyer</source>
            <translation>顾客</translation>
        </message>
        <message>
            <source>Phone</source>
            <translation>手机号</translation>
        </message>
        <message>
            <source>What is known</source>
            <translation>说明</translation>
        </message>
    </context>
    <context>
        <name>ForgetReview</name>
        <message>
            <source>How many, to be sure</source>
            <translation>人数（确认用）</translation>
        </message>
        <message>
            <source>Left out by you</source>
            <translation>已手动排除</translation>
        </message>
        <message>
            <source>Listed are the first {shown}; the others are forgotten as well.</source>
            <translation>列表只显示前 {shown} 位，其余的也会一并忘记。</translation>
        </message>
        <message>
            <source>No date is known</source>
            <translation>没有日期可查</translation>
        </message>
        <message>
            <source>Nobody, or several</source>
            <translation>查无此人或不唯一</translation>
        </message>
        <message>
            <source>Seen since</source>
            <translation>期间有往来</translation>
        </message>
        <message>
            <source>Something waits</source>
            <translation>有待发送</translation>
        </message>
        <message>
            <source>To be forgotten</source>
            <translation>将忘记</translation>
        </message>
        <message>
            <source>Why</source>
            <translation>原因</translation>
        </message>
        <message>
            <source>e.g. not seen for two years</source>
            <translation>例如：两年无往来</translation>
        </message>
    </context>
    <context>
        <name>ForgetSheet</name>
        <message>
            <source>Buyer #{buyer} and member #{member} are forgotten</source>
            <translation>已忘记买家 #{buyer} 和会员 #{member}</translation>
        </message>
        <message>
            <source>Buyer #{buyer} is forgotten</source>
            <translation>已忘记买家 #{buyer}</translation>
        </message>
        <message>
            <source>Buyer #{number}</source>
            <translation>买家 #{number}</translation>
        </message>
        <message>
            <source>Done</source>
            <translation>完成</translation>
        </message>
        <message>
            <source>Forget</source>
            <translation>忘记</translation>
        </message>
        <message>
            <source>Forget this buyer</source>
            <translation>忘记此顾客</translation>
        </message>
        <message>
            <source>It stays in the history: do not name the customer</source>
            <translation>原因会留在历史中：请不要写顾客的姓名或号码</translation>
        </message>
        <message>
            <source>Last four digits of the phone</source>
            <translation>手机号后四位</translation>
        </message>
        <message>
            <source>Number of the buyer</source>
            <translation>买家编号</translation>
        </message>
        <message>
            <source>Say why: it stays in the history</source>
            <translation>请写明原因：它会留在历史中</translation>
        </message>
        <message>
            <source>Something was sent and not answered. Wait until it is settled in To be sent, then try again.</source>
            <translation>有操作已发出但没有回音。请等它在“待发送”中有了结果，再试一次。</translation>
        </message>
        <message numerus="yes">
            <source>Take back %n writes that wait to be sent</source>
            <translation>
                <numerusform>同时撤回 %n 项待发送的操作</numerusform>
            </translation>
        </message>
        <message>
            <source>The person is erased here, and comes back neither by an import nor by a copy of the server.</source>
            <translation>此人的信息将从这里删除，之后的导入或服务器副本都不会把它带回来。</translation>
        </message>
        <message>
            <source>This buyer cannot be forgotten yet</source>
            <translation>现在还不能忘记此顾客</translation>
        </message>
        <message>
            <source>This cannot be undone</source>
            <translation>此操作无法撤销</translation>
        </message>
        <message>
            <source>This is not it</source>
            <translation>不一致</translation>
        </message>
        <message>
            <source>Tick this: nobody is forgotten while something waits</source>
            <translation>请勾选：有操作待发送时不能忘记</translation>
        </message>
        <message>
            <source>What this program cannot reach</source>
            <translation>本程序无法触及的地方</translation>
        </message>
        <message>
            <source>Why</source>
            <translation>原因</translation>
        </message>
        <message>
            <source>e.g. asked for in writing, request 12</source>
            <translation>例如：书面申请，第 12 号</translation>
        </message>
        <message>
            <source>{what}, to be sure</source>
            <translation>{what}（确认用）</translation>
        </message>
    </context>
    <context>
        <name>ForgetTable</name>
        <message>
            <source>Whom it means</source>
            <translation>涉及的顾客</translation>
        </message>
    </context>
    <context>
        <name>ForgetWords</name>
        <message numerus="yes">
            <source>%n automatic backups still have the data; with one a day, all of them are gone by {day}. Whom one of them brings back when it is restored here is forgotten again at once.</source>
            <translation>
                <numerusform>%n 份自动备份仍含有数据；每天备份一次时，最迟到 {day} 全部过期。在这里恢复其中一份时，被带回的顾客会立即再次被忘记。</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n buyers</source>
            <translation>
                <numerusform>%n 位顾客</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n files were exported, the last on {day}: look through them.</source>
            <translation>
                <numerusform>曾导出过 %n 个文件，最近一次在 {day}：请逐一检查。</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n lines keep only that something was done</source>
            <translation>
                <numerusform>%n 条记录只保留“做过什么”</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n were left: something waits to be sent for them.</source>
            <translation>
                <numerusform>%n 位保留：还有待发送的操作。</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n were no longer there.</source>
            <translation>
                <numerusform>%n 位已不存在。</numerusform>
            </translation>
        </message>
        <message>
            <source>Backups made by hand keep the data until they are deleted.</source>
            <translation>手动备份会一直保存数据，直到被删除。</translation>
        </message>
        <message>
            <source>Backups of the PostgreSQL server keep the data: ask whoever makes them.</source>
            <translation>PostgreSQL 服务器的备份仍保存数据：请联系备份的负责人。</translation>
        </message>
        <message>
            <source>Buyer #{number}</source>
            <translation>买家 #{number}</translation>
        </message>
        <message>
            <source>Copies beside the database keep it, too; delete them when they are not needed: {names}</source>
            <translation>数据库旁边的副本也保存着数据，不再需要时请删除：{names}</translation>
        </message>
        <message>
            <source>History</source>
            <translation>历史</translation>
        </message>
        <message>
            <source>It was stopped: the same list goes on from there.</source>
            <translation>已停止：用同一份名单可以接着做。</translation>
        </message>
        <message>
            <source>Member #{number}</source>
            <translation>会员 #{number}</translation>
        </message>
        <message>
            <source>The history keeps the numbers, who did it, when and why; nothing of the person.</source>
            <translation>历史只保留编号、操作人、时间和原因，不含任何个人信息。</translation>
        </message>
        <message>
            <source>The server {server} keeps its data: this program cannot erase it there. Ask whoever runs it to do so, by the buyer's number. It does not come back here from there.</source>
            <translation>服务器 {server} 仍保存其数据：本程序无法在那里删除。请把买家编号告诉服务器的运营方，要求对方删除。数据不会再从那里回到本机。</translation>
        </message>
        <message>
            <source>Traces in the file are wiped at the next start: another program is reading it now.</source>
            <translation>文件中的残留痕迹将在下次启动时清除：现在有其他程序正在读取它。</translation>
        </message>
        <message>
            <source>goes along, with ID number and address</source>
            <translation>一并删除，包括证件号和地址</translation>
        </message>
        <message>
            <source>imported, at the latest {day}</source>
            <translation>导入，最晚 {day}</translation>
        </message>
        <message>
            <source>last seen {day}</source>
            <translation>最近一次 {day}</translation>
        </message>
        <message>
            <source>name, phone, openId, picture, alias</source>
            <translation>姓名、手机号、openId、头像、备注名</translation>
        </message>
        <message>
            <source>no number, openId or whole phone</source>
            <translation>不是编号、openId 或完整手机号</translation>
        </message>
        <message>
            <source>nobody is known by this</source>
            <translation>查无此人</translation>
        </message>
        <message>
            <source>several have this phone: name one by #number</source>
            <translation>多位顾客使用此号码：请改用 #编号</translation>
        </message>
        <message>
            <source>something waits to be sent</source>
            <translation>还有待发送的操作</translation>
        </message>
        <message>
            <source>stands in the list before</source>
            <translation>名单中已出现过</translation>
        </message>
        <message>
            <source>stays: buyer {others} has it, too</source>
            <translation>保留：买家 {others} 也绑定着它</translation>
        </message>
        <message>
            <source>was forgotten before</source>
            <translation>此前已忘记</translation>
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
            <source>Finding out…</source>
            <translation>正在核对…</translation>
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
            <source>Submit again</source>
            <translation>再次提交</translation>
        </message>
        <message>
            <source>{count} things left to do</source>
            <translation>还有 {count} 处要处理</translation>
        </message>
    </context>
    <context>
        <name>Forms</name>
        <message>
            <source>Saved as {name}</source>
            <translation>已保存为 {name}</translation>
        </message>
        <message>
            <source>Take back</source>
            <translation>撤回</translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>撤销</translation>
        </message>
        <message>
            <source>taken back at once</source>
            <translation>当场撤回</translation>
        </message>
    </context>
    <context>
        <name>Header</name>
        <message>
            <source>Data source</source>
            <translation>数据来源</translation>
        </message>
        <message>
            <source>Key and customers' data can be read on the way to the server. Use https.</source>
            <translation>去服务器的路上，密钥和顾客资料别人都看得到。请改用 https。</translation>
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
        <name>IdConsent</name>
        <message>
            <source>Needed for the ID number</source>
            <translation>填写证件号需要同意</translation>
        </message>
        <message>
            <source>Only to make sure who a member is; it is kept encrypted, and erased when you ask for it.</source>
            <translation>仅用于核对会员身份；加密保存，您要求时即删除。</translation>
        </message>
        <message>
            <source>The customer has read this and agrees</source>
            <translation>顾客已看过并同意</translation>
        </message>
        <message>
            <source>What it is needed for: {purpose}</source>
            <translation>用途：{purpose}</translation>
        </message>
    </context>
    <context>
        <name>IdNumbersRow</name>
        <message>
            <source>Encrypt them…</source>
            <translation>加密…</translation>
        </message>
        <message>
            <source>Encrypting: {done} done</source>
            <translation>正在加密：已完成 {done} 个</translation>
        </message>
        <message>
            <source>Field for the ID number</source>
            <translation>填写证件号</translation>
        </message>
        <message>
            <source>Go on</source>
            <translation>继续</translation>
        </message>
        <message>
            <source>ID numbers are encrypted, and their key is not on this computer.</source>
            <translation>证件号已加密，密钥不在这台电脑上。</translation>
        </message>
        <message>
            <source>ID numbers are encrypted.</source>
            <translation>证件号已加密。</translation>
        </message>
        <message>
            <source>It stays off: this computer has no keyring to trust with the key (Windows Credential Manager, macOS Keychain, GNOME Keyring or KWallet), or it is locked.</source>
            <translation>保持关闭：这台电脑没有可信的密钥环来保管密钥（Windows 凭据管理器、macOS 钥匙串、GNOME Keyring 或 KWallet），或密钥环已锁定。</translation>
        </message>
        <message>
            <source>New recovery code…</source>
            <translation>换新的恢复码…</translation>
        </message>
        <message>
            <source>Off: forms do not ask for it. On: with a stated purpose and the customer's consent, encrypted.</source>
            <translation>关闭：表单不问证件号。开启：写明用途、经顾客同意，加密保存。</translation>
        </message>
        <message>
            <source>Open a data source first.</source>
            <translation>请先打开数据源。</translation>
        </message>
        <message>
            <source>Stop</source>
            <translation>停止</translation>
        </message>
        <message>
            <source>This is not the recovery code of these numbers</source>
            <translation>恢复码不对</translation>
        </message>
        <message>
            <source>Type the recovery code</source>
            <translation>输入恢复码</translation>
        </message>
        <message>
            <source>{count} ID numbers are not encrypted yet.</source>
            <translation>还有 {count} 个证件号未加密。</translation>
        </message>
        <message>
            <source>{count} ID numbers of earlier are stored unencrypted.</source>
            <translation>有 {count} 个以前的证件号未加密保存。</translation>
        </message>
    </context>
    <context>
        <name>ImportDialog</name>
        <message>
            <source>All rows are written together, or none. Searching goes on meanwhile;</source>
            <translation>所有行一次写入，要么全部，要么都不写。查询照常，</translation>
        </message>
        <message>
            <source>Another file</source>
            <translation>换个文件</translation>
        </message>
        <message>
            <source>Back</source>
            <translation>上一步</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>取消</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>关闭</translation>
        </message>
        <message>
            <source>Done</source>
            <translation>完成</translation>
        </message>
        <message>
            <source>Every row is checked. Nothing is written.</source>
            <translation>逐行检查，不写入任何资料。</translation>
        </message>
        <message>
            <source>Import</source>
            <translation>导入资料</translation>
        </message>
        <message>
            <source>Import another file</source>
            <translation>再导入一个</translation>
        </message>
        <message>
            <source>Import {rows}</source>
            <translation>导入 {rows}</translation>
        </message>
        <message>
            <source>Importing…</source>
            <translation>正在导入…</translation>
        </message>
        <message>
            <source>Nothing to import</source>
            <translation>没有可导入的</translation>
        </message>
        <message>
            <source>Nothing was written</source>
            <translation>没有写入</translation>
        </message>
        <message>
            <source>Rows are being written</source>
            <translation>正在写入</translation>
        </message>
        <message>
            <source>Saved as {file}, beside your file</source>
            <translation>已存为 {file}，和原文件放在一起</translation>
        </message>
        <message>
            <source>Say which column holds the names or the phones, or for buyers the openIds</source>
            <translation>请指出姓名或手机号在哪一列，买家也可以是 openId</translation>
        </message>
        <message>
            <source>Something has changed since the trial: look at the result again.</source>
            <translation>试算之后有变化，请再看一遍结果。</translation>
        </message>
        <message>
            <source>Step 1 of 3: the file</source>
            <translation>第 1 步，共 3 步：选文件</translation>
        </message>
        <message>
            <source>Step 2 of 3: what its columns are</source>
            <translation>第 2 步，共 3 步：核对各列</translation>
        </message>
        <message>
            <source>Step 3 of 3: the trial</source>
            <translation>第 3 步，共 3 步：试算</translation>
        </message>
        <message>
            <source>Step 3 of 3: what would happen. Nothing is written yet</source>
            <translation>第 3 步，共 3 步：试算结果，还没有写入</translation>
        </message>
        <message>
            <source>The rows go into the copy on this computer; what the server has told stays. Nothing is sent.</source>
            <translation>数据只导入本机资料，服务器给过的内容不会被改动，也不会发送任何内容。</translation>
        </message>
        <message>
            <source>Try it out</source>
            <translation>试算</translation>
        </message>
        <message>
            <source>Trying it out…</source>
            <translation>正在试算…</translation>
        </message>
        <message>
            <source>registering and binding wait in line and go on by themselves.</source>
            <translation>注册和绑定会排队，导入完自动继续。</translation>
        </message>
    </context>
    <context>
        <name>JournalExport</name>
        <message>
            <source>Export operations</source>
            <translation>导出操作记录</translation>
        </message>
        <message>
            <source>Tables (*.xlsx *.csv)</source>
            <translation>表格 (*.xlsx *.csv)</translation>
        </message>
        <message>
            <source>operations</source>
            <translation>操作记录</translation>
        </message>
    </context>
    <context>
        <name>JournalFile</name>
        <message>
            <source>Approved by</source>
            <translation>批准人</translation>
        </message>
        <message>
            <source>Buyer</source>
            <translation>买家</translation>
        </message>
        <message>
            <source>Changes</source>
            <translation>变更</translation>
        </message>
        <message>
            <source>Checked</source>
            <translation>已核对</translation>
        </message>
        <message>
            <source>Code</source>
            <translation>代码</translation>
        </message>
        <message>
            <source>Member</source>
            <translation>会员</translation>
        </message>
        <message>
            <source>Operator</source>
            <translation>操作员</translation>
        </message>
        <message>
            <source>Reason</source>
            <translation>原因</translation>
        </message>
        <message>
            <source>Result</source>
            <translation>结果</translation>
        </message>
        <message>
            <source>Row</source>
            <translation>行号</translation>
        </message>
        <message>
            <source>Rows moved</source>
            <translation>行数</translation>
        </message>
        <message>
            <source>The end of the journal is missing: {count} rows.</source>
            <translation>操作记录末尾缺少 {count} 行。</translation>
        </message>
        <message>
            <source>The journal of this computer is whole: {count} rows.</source>
            <translation>本机操作记录完整：{count} 行。</translation>
        </message>
        <message>
            <source>The journal was changed by other means at row {row}.</source>
            <translation>操作记录在第 {row} 行被其他方式改动过。</translation>
        </message>
        <message>
            <source>Time</source>
            <translation>时间</translation>
        </message>
        <message>
            <source>What was done</source>
            <translation>操作</translation>
        </message>
        <message>
            <source>done</source>
            <translation>完成</translation>
        </message>
        <message>
            <source>yes</source>
            <translation>是</translation>
        </message>
    </context>
    <context>
        <name>JournalFilter</name>
        <message>
            <source>Act, name or #number</source>
            <translation>操作、姓名或 #编号</translation>
        </message>
        <message>
            <source>All</source>
            <translation>全部</translation>
        </message>
        <message>
            <source>All that was done to the buyer who is picked</source>
            <translation>所选买家的全部操作</translation>
        </message>
        <message>
            <source>Clear</source>
            <translation>清除</translation>
        </message>
        <message>
            <source>Day</source>
            <translation>按日</translation>
        </message>
        <message>
            <source>Everybody</source>
            <translation>所有人</translation>
        </message>
        <message>
            <source>Filter</source>
            <translation>筛选</translation>
        </message>
        <message>
            <source>Month</source>
            <translation>按月</translation>
        </message>
        <message>
            <source>Only #{number}</source>
            <translation>只看 #{number}</translation>
        </message>
        <message>
            <source>Operator</source>
            <translation>操作员</translation>
        </message>
        <message>
            <source>Which days</source>
            <translation>哪些日期</translation>
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
            <source>Export what is chosen</source>
            <translation>导出所选记录</translation>
        </message>
        <message>
            <source>Export what is chosen…</source>
            <translation>导出所选记录…</translation>
        </message>
        <message>
            <source>Not among the newest {count}: choose a day or a month</source>
            <translation>最近 {count} 条中没有，请选择某日或某月</translation>
        </message>
        <message>
            <source>Nothing fits</source>
            <translation>没有符合筛选的操作</translation>
        </message>
        <message>
            <source>Nothing on this day fits the filter</source>
            <translation>这一天没有符合筛选的操作</translation>
        </message>
        <message>
            <source>Nothing was done in this month</source>
            <translation>这个月没有操作</translation>
        </message>
        <message>
            <source>Nothing was done on this day</source>
            <translation>这一天没有操作</translation>
        </message>
        <message>
            <source>Nothing was done yet</source>
            <translation>还没有操作</translation>
        </message>
        <message>
            <source>Operations</source>
            <translation>操作记录</translation>
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
        <name>KeyFields</name>
        <message>
            <source>As kept</source>
            <translation>用已保存的</translation>
        </message>
        <message>
            <source>Bearer token</source>
            <translation>Bearer 令牌</translation>
        </message>
        <message>
            <source>Header</source>
            <translation>请求头名</translation>
        </message>
        <message>
            <source>Hide the key</source>
            <translation>隐藏密钥</translation>
        </message>
        <message>
            <source>How the key is shown</source>
            <translation>认证方式</translation>
        </message>
        <message>
            <source>Key</source>
            <translation>密钥</translation>
        </message>
        <message>
            <source>Name and key have no blanks and no Chinese characters</source>
            <translation>名称和密钥里不能有空格和中文</translation>
        </message>
        <message>
            <source>Needed</source>
            <translation>必填</translation>
        </message>
        <message>
            <source>None</source>
            <translation>无</translation>
        </message>
        <message>
            <source>Parameter</source>
            <translation>参数名</translation>
        </message>
        <message>
            <source>Parameter in the address</source>
            <translation>网址参数</translation>
        </message>
        <message>
            <source>Request header</source>
            <translation>请求头</translation>
        </message>
        <message>
            <source>Secret (appSecret)</source>
            <translation>密钥（appSecret）</translation>
        </message>
        <message>
            <source>Show the key</source>
            <translation>显示密钥</translation>
        </message>
        <message>
            <source>Signature (advanced)</source>
            <translation>签名（高级）</translation>
        </message>
        <message>
            <source>Token</source>
            <translation>令牌</translation>
        </message>
        <message>
            <source>Type the key again</source>
            <translation>请重新输入密钥</translation>
        </message>
        <message>
            <source>Type the key again: it was kept for another server</source>
            <translation>地址换了，请重新输入密钥：原来的只给原服务器</translation>
        </message>
        <message>
            <source>only in the keyring</source>
            <translation>存在系统钥匙串</translation>
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
            <source>Ask for the member code</source>
            <translation>请出示会员码</translation>
        </message>
        <message>
            <source>F2 takes a scan; or type the buyer's number.</source>
            <translation>按 F2 扫码，或输入买家编号。</translation>
        </message>
        <message>
            <source>Last operations</source>
            <translation>最近操作</translation>
        </message>
        <message>
            <source>Nobody can be looked up now</source>
            <translation>暂时查不了买家</translation>
        </message>
        <message>
            <source>The reason stands at the left. What you typed is kept: F5 asks again.</source>
            <translation>原因见左侧。输入的内容还在，恢复后按 F5 再查。</translation>
        </message>
        <message>
            <source>Type them, or a name, pinyin or openId. F2 takes a scan.</source>
            <translation>直接输入，或输姓名、拼音、openId。按 F2 扫码。</translation>
        </message>
    </context>
    <context>
        <name>LeaveDialog</name>
        <message>
            <source>Change the key at the vendor now</source>
            <translation>请现在到服务商处更换密钥</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>关闭</translation>
        </message>
        <message>
            <source>Put out of service</source>
            <translation>停用</translation>
        </message>
        <message>
            <source>This person knows the key of the server</source>
            <translation>此人知道服务器的密钥</translation>
        </message>
        <message>
            <source>Whoever knows it can ask the server without this program. Then type the new one in Settings.</source>
            <translation>知道密钥的人不用本程序也能访问服务器。更换后请在设置中填入新密钥。</translation>
        </message>
        <message>
            <source>{name} is signed out at all counters and cannot sign in any more. The history keeps the name; what was handed in goes on.</source>
            <translation>{name} 会在所有柜台退出登录，且不能再登录。操作记录保留名字，已提交的操作会继续处理。</translation>
        </message>
    </context>
    <context>
        <name>LineNews</name>
        <message>
            <source>The server is away. {words}</source>
            <translation>服务器连不上。{words}</translation>
        </message>
        <message>
            <source>The server is back</source>
            <translation>已恢复联网</translation>
        </message>
        <message>
            <source>The server is back. Being sent: {count}</source>
            <translation>已恢复联网，正在发送 {count} 项</translation>
        </message>
        <message>
            <source>You can {search}, register known buyers, unbind and edit (sent later). Rebinding has to wait.</source>
            <translation>现在可以{search}、为已有买家注册会员、解绑、改资料（稍后发送）；改绑要等联网。</translation>
        </message>
        <message>
            <source>search</source>
            <translation>查询</translation>
        </message>
        <message>
            <source>search ({age})</source>
            <translation>查询（资料{age}）</translation>
        </message>
    </context>
    <context>
        <name>Lock</name>
        <message>
            <source>This needs a manager</source>
            <translation>需要店长</translation>
        </message>
    </context>
    <context>
        <name>MainWindow</name>
        <message>
            <source>Checking the database, {percent} %. Searching works, saving waits.</source>
            <translation>正在检查资料库 {percent}%，可以查询，保存要稍等。</translation>
        </message>
        <message>
            <source>Copied</source>
            <translation>已复制</translation>
        </message>
        <message>
            <source>Quit all the same</source>
            <translation>仍要退出</translation>
        </message>
        <message>
            <source>Switch all the same</source>
            <translation>仍要切换</translation>
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
        <name>MakingPage</name>
        <message numerus="yes">
            <source>%Ln buyers</source>
            <translation>
                <numerusform>%Ln 位买家</numerusform>
            </translation>
        </message>
        <message>
            <source>Making demo data…</source>
            <translation>正在生成演示数据…</translation>
        </message>
        <message>
            <source>No demo data was kept.</source>
            <translation>没有留下任何演示数据。</translation>
        </message>
        <message>
            <source>Nobody in it is real. It is gone when you close the window.</source>
            <translation>其中没有真实的人，关闭窗口后清除。</translation>
        </message>
        <message>
            <source>Start again</source>
            <translation>重新开始</translation>
        </message>
        <message>
            <source>Stop</source>
            <translation>停止</translation>
        </message>
        <message>
            <source>Stopped</source>
            <translation>已停止</translation>
        </message>
        <message>
            <source>Stopping…</source>
            <translation>正在停止…</translation>
        </message>
    </context>
    <context>
        <name>MappingPage</name>
        <message numerus="yes">
            <source>%n columns</source>
            <translation>
                <numerusform>%n 列</numerusform>
            </translation>
        </message>
        <message>
            <source>, </source>
            <translation>，</translation>
        </message>
        <message>
            <source>Buyers</source>
            <translation>买家</translation>
        </message>
        <message>
            <source>CSV, separated by commas</source>
            <translation>CSV，逗号分隔</translation>
        </message>
        <message>
            <source>CSV, separated by semicolons</source>
            <translation>CSV，分号分隔</translation>
        </message>
        <message>
            <source>CSV, separated by tabs</source>
            <translation>CSV，制表符分隔</translation>
        </message>
        <message>
            <source>Column in the file</source>
            <translation>文件里的列</translation>
        </message>
        <message>
            <source>Encoding</source>
            <translation>编码</translation>
        </message>
        <message>
            <source>Excel, first sheet</source>
            <translation>Excel，第一张表</translation>
        </message>
        <message>
            <source>First rows</source>
            <translation>前几行</translation>
        </message>
        <message>
            <source>Headers that occur twice: {headers}. Only the first of each is read.</source>
            <translation>表头重复：{headers}。只读第一列。</translation>
        </message>
        <message>
            <source>Imported as</source>
            <translation>导入为</translation>
        </message>
        <message>
            <source>Members</source>
            <translation>会员</translation>
        </message>
        <message>
            <source>The rows are</source>
            <translation>这些是</translation>
        </message>
        <message>
            <source>{format}, {columns}</source>
            <translation>{format}，{columns}</translation>
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
            <source>Encrypted</source>
            <translation>已加密</translation>
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
            <source>Bound at</source>
            <translation>绑定时间</translation>
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
            <source>Edit member (Ctrl+M)</source>
            <translation>编辑会员 (Ctrl+M)</translation>
        </message>
        <message>
            <source>Encrypted</source>
            <translation>已加密</translation>
        </message>
        <message>
            <source>Female</source>
            <translation>女</translation>
        </message>
        <message>
            <source>Hide address</source>
            <translation>隐藏地址</translation>
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
            <source>Male</source>
            <translation>男</translation>
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
            <source>Show address</source>
            <translation>显示地址</translation>
        </message>
        <message>
            <source>Show in the list</source>
            <translation>在列表里看</translation>
        </message>
        <message>
            <source>Show number</source>
            <translation>显示号码</translation>
        </message>
        <message>
            <source>Unknown</source>
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
            <source>A manager types the recovery code in Settings, privacy. All else goes on.</source>
            <translation>请店长在 设置 → 隐私 输入恢复码。其他功能照常。</translation>
        </message>
        <message>
            <source>A name is missing, or too long</source>
            <translation>名字为空或过长</translation>
        </message>
        <message>
            <source>A part for PostgreSQL is not installed</source>
            <translation>没有安装 PostgreSQL 组件</translation>
        </message>
        <message>
            <source>Add another one first: nobody could look after the operators.</source>
            <translation>请先添加另一位店长，否则没有人能管理操作员。</translation>
        </message>
        <message>
            <source>Add yourself first, with a password.</source>
            <translation>请先添加您自己，并设置密码。</translation>
        </message>
        <message>
            <source>All that was copied is kept. Copy again, and it goes on from there.</source>
            <translation>已同步的资料都还在。再次同步，会从中断处继续。</translation>
        </message>
        <message>
            <source>An encrypted ID number was changed by other means</source>
            <translation>加密的证件号被其他方式改动过</translation>
        </message>
        <message>
            <source>Another counter was faster</source>
            <translation>其他柜台已先一步开启</translation>
        </message>
        <message>
            <source>Another window has this database open</source>
            <translation>另一个窗口正打开着这个资料库</translation>
        </message>
        <message>
            <source>Another window or program is writing to it, an import perhaps. Wait a moment, then try again.</source>
            <translation>另一个窗口或程序正在写入，可能是导入，请稍等再试。</translation>
        </message>
        <message>
            <source>Ask a manager to sign in and do it.</source>
            <translation>请店长登录后操作。</translation>
        </message>
        <message>
            <source>Ask who runs the PostgreSQL server; its tools are pg_dump and pg_restore.</source>
            <translation>请联系 PostgreSQL 服务器的管理员，工具是 pg_dump 和 pg_restore。</translation>
        </message>
        <message>
            <source>Bringing the database up to date failed</source>
            <translation>升级资料库没有成功</translation>
        </message>
        <message>
            <source>Changed meanwhile, or already taken</source>
            <translation>期间已被改动，或已被占用</translation>
        </message>
        <message>
            <source>Check that its folder exists and that this user may read it, then try again.</source>
            <translation>请确认文件夹还在、当前用户有读取权限，然后再试一次。</translation>
        </message>
        <message>
            <source>Choose another data source in Settings if you need it.</source>
            <translation>需要这项功能时，请在设置里换一个数据来源。</translation>
        </message>
        <message>
            <source>Choose another name: the history must tell the two apart.</source>
            <translation>请换一个名字：历史记录要能区分两人。</translation>
        </message>
        <message>
            <source>Copying broke off</source>
            <translation>同步意外中断</translation>
        </message>
        <message>
            <source>Correct the address in Settings, data source.</source>
            <translation>请到“设置 → 数据来源”改正地址。</translation>
        </message>
        <message>
            <source>Correct what you typed, then try again.</source>
            <translation>请改正输入的内容，再试一次。</translation>
        </message>
        <message>
            <source>ID numbers are encrypted already: use the recovery code that was shown there.</source>
            <translation>证件号已加密：请用那边显示的恢复码。</translation>
        </message>
        <message>
            <source>Install wxbuyer-gui[postgres], or choose another data source in Settings.</source>
            <translation>请安装 wxbuyer-gui[postgres]，或到设置里选择其他数据来源。</translation>
        </message>
        <message>
            <source>It cannot be opened. Restore a backup, or empty it and ask the member again.</source>
            <translation>无法解开。请恢复备份，或清空后重新询问会员。</translation>
        </message>
        <message>
            <source>It did not arrive</source>
            <translation>没有送到</translation>
        </message>
        <message>
            <source>It finds a buyer by number or openId only. A copy of its buyers on this computer finds by both.</source>
            <translation>它只能按编号或 openId 查找；在本机保留买家副本后，手机号和姓名都能查。</translation>
        </message>
        <message>
            <source>It is as it was before, and a copy was set aside. Try again; if it stays, ask.</source>
            <translation>资料库和升级前一样，另存了一份副本。请再试一次；还是不行，请找技术支持。</translation>
        </message>
        <message>
            <source>It is being opened again or replaced. Wait a moment, then try again (F5).</source>
            <translation>正在重新打开或替换，请稍候再试（F5）。</translation>
        </message>
        <message>
            <source>It is not sent again: the buyer is read every 5 seconds to find out.</source>
            <translation>不会重复提交，正在核对：每 5 秒读一次买家。</translation>
        </message>
        <message>
            <source>It was left as it is. Open it, and restore a backup from the File menu.</source>
            <translation>没有改动它。请打开它，再从“文件”菜单恢复备份。</translation>
        </message>
        <message>
            <source>It was not searched and not kept. Scan the customer's member code instead.</source>
            <translation>没有查询，也没有保存。请改扫顾客的会员码。</translation>
        </message>
        <message>
            <source>It was not touched. Choose another file for the copy of the server's buyers.</source>
            <translation>未改动该文件。请为服务器买家的副本另选一个文件。</translation>
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
            <source>It was set aside, and a new one is begun: ask again.</source>
            <translation>已放到一旁并重新建立，请再查一次。</translation>
        </message>
        <message>
            <source>No longer there</source>
            <translation>已经不在了</translation>
        </message>
        <message>
            <source>Nobody is signed in</source>
            <translation>没有人登录</translation>
        </message>
        <message>
            <source>Nobody knows whether it was done</source>
            <translation>不知道是否做成了</translation>
        </message>
        <message>
            <source>Nobody was taken over. Export them anew at the other computer.</source>
            <translation>没有添加任何人。请在另一台电脑上重新导出。</translation>
        </message>
        <message>
            <source>Nothing more is written to it. Restore the last backup.</source>
            <translation>已停止写入。请恢复上次备份。</translation>
        </message>
        <message>
            <source>Nothing was changed. Close it in all other windows, then try again.</source>
            <translation>没有做任何改动。请在其他窗口里关闭它，再试一次。</translation>
        </message>
        <message>
            <source>Nothing was erased. Take it back along with the buyer, or wait until it is sent.</source>
            <translation>什么都没有删除。请一并撤回，或等它发送完成。</translation>
        </message>
        <message>
            <source>Nothing was erased. The reason stays in the history: write it without the person.</source>
            <translation>什么都没有删除。原因会留在历史中：请不要写到本人。</translation>
        </message>
        <message>
            <source>Nothing was erased. Wait until it is settled in To be sent, then try again.</source>
            <translation>什么都没有删除。请等它在“待发送”中有了结果，再试一次。</translation>
        </message>
        <message>
            <source>Nothing was saved. Check the disk and its cable; back up to another one.</source>
            <translation>没有保存。请检查磁盘和连接线，并备份到另一块磁盘。</translation>
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
            <source>Only half of it is done</source>
            <translation>只做了一半</translation>
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
            <source>Sign in, then try again.</source>
            <translation>请先登录，再试一次。</translation>
        </message>
        <message>
            <source>Somebody changed it meanwhile. Nothing else was done.</source>
            <translation>有人刚刚改过。没有做其他更改。</translation>
        </message>
        <message>
            <source>Somebody may have changed it meanwhile. Look at the buyer, then decide.</source>
            <translation>可能有人同时改过。请先看买家现在的资料，再决定。</translation>
        </message>
        <message>
            <source>Somebody removed it meanwhile. Search again.</source>
            <translation>期间已被删除，请重新查询。</translation>
        </message>
        <message>
            <source>Somebody with this name works here</source>
            <translation>已有同名的操作员</translation>
        </message>
        <message>
            <source>Something unexpected happened</source>
            <translation>出现意外错误</translation>
        </message>
        <message>
            <source>Something waits to be sent for this buyer</source>
            <translation>此顾客还有待发送的操作</translation>
        </message>
        <message>
            <source>Something was sent and not answered</source>
            <translation>有操作已发出但没有回音</translation>
        </message>
        <message>
            <source>The ID numbers are encrypted, and their key is not on this computer</source>
            <translation>证件号已加密，密钥不在这台电脑上</translation>
        </message>
        <message>
            <source>The buyer has no member now. Bind again, or restore the old member in History.</source>
            <translation>这位买家现在没有会员。请重新绑定，或在历史里恢复原会员。</translation>
        </message>
        <message>
            <source>The buyer is as before, and nothing is under way any more: send it again.</source>
            <translation>买家还是原样，也不会再送到了，可以再次提交。</translation>
        </message>
        <message>
            <source>The buyer is neither as before nor as wanted</source>
            <translation>买家既不是原样，也不是想要的样子</translation>
        </message>
        <message>
            <source>The buyer is there without a member. Sending again does the rest.</source>
            <translation>买家已经存好，会员还没有。再次提交会补完。</translation>
        </message>
        <message>
            <source>The copy on this computer was damaged</source>
            <translation>本机资料已损坏</translation>
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
            <source>The database is closed</source>
            <translation>资料库已关闭</translation>
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
            <source>The disk failed</source>
            <translation>磁盘出错</translation>
        </message>
        <message>
            <source>The disk is full</source>
            <translation>磁盘已满</translation>
        </message>
        <message>
            <source>The file cannot be opened</source>
            <translation>文件打不开</translation>
        </message>
        <message>
            <source>The file is not there</source>
            <translation>文件不在了</translation>
        </message>
        <message>
            <source>The file that holds it is damaged. It was not touched, nothing was sent or dropped. Keep a copy of it for whoever can rescue it; move it away to go on without it.</source>
            <translation>存放它的文件已损坏。文件未被改动，没有发送也没有丢弃任何内容。请留一份副本供人抢救；移走该文件后可继续工作。</translation>
        </message>
        <message>
            <source>The first operator must be a manager</source>
            <translation>第一位操作员必须是店长</translation>
        </message>
        <message>
            <source>The key would be lost with the program: ID numbers stay as they are.</source>
            <translation>密钥会随程序丢失：证件号保持原样。</translation>
        </message>
        <message>
            <source>The key, or the way it is shown, may be wrong. Check it in Settings, or ask the vendor.</source>
            <translation>认证方式可能不对。请到设置里检查密钥，或者问供应商。</translation>
        </message>
        <message>
            <source>The reason names the customer</source>
            <translation>原因中出现了顾客信息</translation>
        </message>
        <message>
            <source>The search was stopped</source>
            <translation>查询已停下</translation>
        </message>
        <message>
            <source>The server cannot be reached</source>
            <translation>服务器连不上</translation>
        </message>
        <message>
            <source>The server does not accept the key</source>
            <translation>服务器不认这把密钥</translation>
        </message>
        <message>
            <source>The server makes its own backups</source>
            <translation>备份由服务器负责</translation>
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
            <source>The source was changed meanwhile. Its history knows when it is opened again.</source>
            <translation>数据来源已经换了。再打开原来的来源时，历史会写明结果。</translation>
        </message>
        <message>
            <source>There is no key for this server</source>
            <translation>没有这个服务器的密钥</translation>
        </message>
        <message>
            <source>There is no keyring to trust</source>
            <translation>没有可信的密钥环</translation>
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
            <source>This file is not a copy of this server</source>
            <translation>这个文件不是此服务器的副本</translation>
        </message>
        <message>
            <source>This file is not a database</source>
            <translation>这个文件不是数据库</translation>
        </message>
        <message>
            <source>This file is not damaged</source>
            <translation>文件没有损坏</translation>
        </message>
        <message>
            <source>This is a payment code</source>
            <translation>这是付款码</translation>
        </message>
        <message>
            <source>This is no address of a database</source>
            <translation>这不是资料库地址</translation>
        </message>
        <message>
            <source>This is no file of operators</source>
            <translation>这不是操作员文件</translation>
        </message>
        <message>
            <source>This is the last manager</source>
            <translation>这是最后一位店长</translation>
        </message>
        <message>
            <source>This needs a manager</source>
            <translation>需要店长</translation>
        </message>
        <message>
            <source>This role was given already</source>
            <translation>已经是这个角色</translation>
        </message>
        <message>
            <source>This source cannot do that</source>
            <translation>这个数据来源做不到</translation>
        </message>
        <message>
            <source>This source has no search by phone or name</source>
            <translation>这个来源不能按手机号、姓名查</translation>
        </message>
        <message>
            <source>Try again (F5). If it stays, tell who runs the server.</source>
            <translation>请按 F5 再试；仍不行请告诉管服务器的人。</translation>
        </message>
        <message>
            <source>Try again, and type it.</source>
            <translation>请再试一次并输入密码。</translation>
        </message>
        <message>
            <source>Type it in Settings, data source: this computer keeps none.</source>
            <translation>请到“设置 &gt; 数据来源”里输入：这台电脑没有保存。</translation>
        </message>
        <message>
            <source>Unbound, but not bound again</source>
            <translation>已解绑，但没有重新绑定</translation>
        </message>
        <message>
            <source>Up to 40 characters.</source>
            <translation>最多 40 个字。</translation>
        </message>
        <message>
            <source>Use https, or allow http in Settings, data source.</source>
            <translation>请用 https，或在“设置 &gt; 数据来源”里允许 http。</translation>
        </message>
        <message>
            <source>Was it moved, or a disk unplugged? Put it back, or choose another file.</source>
            <translation>是移走了，还是移动硬盘没有插上？请放回原处，或选择另一个文件。</translation>
        </message>
        <message>
            <source>What waits to be sent cannot be read</source>
            <translation>待发送的内容读不出来</translation>
        </message>
        <message>
            <source>What you typed is kept. Try again; if it stays, copy the details for support.</source>
            <translation>输入的内容还在。请再试；仍不行就复制详情给技术支持。</translation>
        </message>
        <message>
            <source>What you typed is still there: Enter or F5 asks again.</source>
            <translation>输入的内容还在，按 Enter 或 F5 再查一次。</translation>
        </message>
        <message>
            <source>Your password is asked for again</source>
            <translation>需要再次输入您的密码</translation>
        </message>
        <message>
            <source>http is not encrypted</source>
            <translation>http 不加密</translation>
        </message>
        <message>
            <source>{title}. {sentence}</source>
            <translation>{title}。{sentence}</translation>
        </message>
    </context>
    <context>
        <name>MirrorPanel</name>
        <message>
            <source>, </source>
            <translation>，</translation>
        </message>
        <message>
            <source>As the server bears</source>
            <translation>自动（按服务器承受力）</translation>
        </message>
        <message>
            <source>Buyers that nobody asked about leave the copy</source>
            <translation>超过这个时间没人查过的买家不再保留</translation>
        </message>
        <message>
            <source>Copy all buyers</source>
            <translation>同步全部买家</translation>
        </message>
        <message>
            <source>Copy on this computer</source>
            <translation>本机资料</translation>
        </message>
        <message>
            <source>End of copying</source>
            <translation>复制何时结束</translation>
        </message>
        <message>
            <source>Forget all the same</source>
            <translation>仍要清除</translation>
        </message>
        <message>
            <source>Forget the copy</source>
            <translation>清除本机资料</translation>
        </message>
        <message>
            <source>Forget…</source>
            <translation>清除…</translation>
        </message>
        <message>
            <source>Keep for</source>
            <translation>保留时间</translation>
        </message>
        <message>
            <source>Lists that the server is asked for a second, at most</source>
            <translation>每秒最多向服务器请求多少次列表</translation>
        </message>
        <message>
            <source>Nothing is lost on the server. What waits to be sent stays.</source>
            <translation>服务器上的资料不受影响，待发送的操作也会保留。</translation>
        </message>
        <message>
            <source>Offline</source>
            <translation>离线</translation>
        </message>
        <message>
            <source>Pace of copying</source>
            <translation>复制速度</translation>
        </message>
        <message>
            <source>Search by phone finds nobody then, until buyers are copied again.</source>
            <translation>清除后按手机号查不到人，直到重新同步。</translation>
        </message>
        <message>
            <source>So many numbers in a row that belong to nobody are the end</source>
            <translation>连续这么多个编号都没有买家，就算到头</translation>
        </message>
        <message>
            <source>Stop</source>
            <translation>停止</translation>
        </message>
        <message>
            <source>Stopping…</source>
            <translation>正在停止…</translation>
        </message>
        <message>
            <source>about {minutes} min left</source>
            <translation>还要约 {minutes} 分钟</translation>
        </message>
        <message>
            <source>about {seconds} s left</source>
            <translation>还要约 {seconds} 秒</translation>
        </message>
        <message>
            <source>{count} numbers</source>
            <translation>{count} 个编号</translation>
        </message>
        <message>
            <source>{days} days</source>
            <translation>{days} 天</translation>
        </message>
        <message>
            <source>{lists} a second</source>
            <translation>每秒 {lists} 次</translation>
        </message>
        <message>
            <source>{rate} a second</source>
            <translation>每秒 {rate} 个</translation>
        </message>
        <message>
            <source>{read} numbers asked, {found} buyers</source>
            <translation>已查 {read} 个编号，{found} 位买家</translation>
        </message>
    </context>
    <context>
        <name>NewSecret</name>
        <message>
            <source>Hide it</source>
            <translation>隐藏</translation>
        </message>
        <message>
            <source>New password</source>
            <translation>新的密码</translation>
        </message>
        <message>
            <source>New password or PIN</source>
            <translation>新的密码或 PIN</translation>
        </message>
        <message>
            <source>Repeat it</source>
            <translation>再输入一次</translation>
        </message>
        <message>
            <source>Show it</source>
            <translation>显示</translation>
        </message>
        <message>
            <source>This is not the same.</source>
            <translation>两次输入不一致。</translation>
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
            <source>Ask for the surname. Nothing can be done until one is picked.</source>
            <translation>请问贵姓。没选中时不能注册或绑定。</translation>
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
            <source>{text}: {count} people</source>
            <translation>{text} 有 {count} 位</translation>
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
        <name>Notices</name>
        <message>
            <source>, </source>
            <translation>、</translation>
        </message>
        <message>
            <source>A manager's password was reset</source>
            <translation>店长密码被重设</translation>
        </message>
        <message>
            <source>Change the source when it is done.</source>
            <translation>保存完再换数据来源。</translation>
        </message>
        <message>
            <source>If nobody put an older file in its place, the manager should know. It is written down.</source>
            <translation>如果没有人换回过旧文件，请告诉店长。此事已记入操作记录。</translation>
        </message>
        <message>
            <source>It does not tell how {names} came to work here in that role.</source>
            <translation>其中没有 {names} 以该角色任职的记录。</translation>
        </message>
        <message>
            <source>It is kept as {name}, and a new one was begun. What waits to be sent is all there.</source>
            <translation>损坏的文件留作 {name}，已重新建立一份。待发送的内容都在。</translation>
        </message>
        <message>
            <source>Not settled yet: {count}</source>
            <translation>还有 {count} 项没有办完</translation>
        </message>
        <message>
            <source>Nothing beside the database says where it ended: a missing end would not show.</source>
            <translation>数据库旁边记录末尾位置的文件不见了：如果末尾缺失，将无法发现。</translation>
        </message>
        <message>
            <source>Row {row} is not as it was written.</source>
            <translation>第 {row} 行与写入时不同。</translation>
        </message>
        <message>
            <source>Something is being saved</source>
            <translation>正在保存</translation>
        </message>
        <message>
            <source>Take note</source>
            <translation>已知悉</translation>
        </message>
        <message>
            <source>The ID numbers are encrypted, and their key is not on this computer</source>
            <translation>证件号已加密，密钥不在这台电脑上</translation>
        </message>
        <message>
            <source>The copy on this computer was damaged</source>
            <translation>本机资料已损坏</translation>
        </message>
        <message>
            <source>The database is not safe there</source>
            <translation>资料库放在这里不安全</translation>
        </message>
        <message>
            <source>The file before it could not be read: put them out of service, or forget them, once more.</source>
            <translation>原来的文件读不出这些信息：请重新停用或忘记他们。</translation>
        </message>
        <message>
            <source>The journal is not as it was left</source>
            <translation>操作记录与上次关闭时不一致</translation>
        </message>
        <message>
            <source>The recovery code opens them. Until then all else goes on.</source>
            <translation>输入恢复码即可解开。其他功能照常。</translation>
        </message>
        <message>
            <source>They go on meanwhile, under your name.</source>
            <translation>它们会继续处理，记录中仍是您的名字。</translation>
        </message>
        <message>
            <source>They stay on this computer, and go on when this source is open again.</source>
            <translation>它们保存在这台电脑上，下次打开此数据来源时继续。</translation>
        </message>
        <message>
            <source>Type the recovery code</source>
            <translation>输入恢复码</translation>
        </message>
        <message>
            <source>Whoever left or was forgotten after this backup is back</source>
            <translation>备份之后停用或忘记的人又回来了</translation>
        </message>
        <message>
            <source>{count} rows at its end are missing.</source>
            <translation>末尾缺少 {count} 行。</translation>
        </message>
        <message>
            <source>{count} rows were written at another computer, or before this one lost its key.</source>
            <translation>有 {count} 行是在另一台电脑上、或在本机密钥丢失之前写入的，无法核对。</translation>
        </message>
        <message>
            <source>{name}, {when}. Whoever did it can write the database; ask if nobody here knows of it.</source>
            <translation>{name}，{when}。能做到的人可以直接改写数据库；如果没有人知道此事，请查问。</translation>
        </message>
    </context>
    <context>
        <name>OfflineFields</name>
        <message>
            <source>A person decides</source>
            <translation>由人决定</translation>
        </message>
        <message>
            <source>It is sent again by itself</source>
            <translation>自动再发送</translation>
        </message>
        <message>
            <source>May still arrive for (s)</source>
            <translation>迟到上限（秒）</translation>
        </message>
        <message>
            <source>Not to be seen after that</source>
            <translation>之后仍查不到结果</translation>
        </message>
        <message>
            <source>Only for a server that refuses to register a buyer twice</source>
            <translation>仅用于会拒绝重复注册的服务器</translation>
        </message>
        <message>
            <source>Waits to be sent (days)</source>
            <translation>等待发送（天）</translation>
        </message>
        <message>
            <source>When the server does not answer</source>
            <translation>服务器不回应时</translation>
        </message>
        <message>
            <source>{least} to {most}</source>
            <translation>{least} 到 {most}</translation>
        </message>
    </context>
    <context>
        <name>OperationRow</name>
        <message>
            <source>Compare and decide…</source>
            <translation>对比并处理…</translation>
        </message>
        <message>
            <source>Discard…</source>
            <translation>丢弃…</translation>
        </message>
        <message>
            <source>Edit…</source>
            <translation>编辑…</translation>
        </message>
        <message>
            <source>Try now</source>
            <translation>立即重试</translation>
        </message>
    </context>
    <context>
        <name>OperationWords</name>
        <message>
            <source>, </source>
            <translation>，</translation>
        </message>
        <message>
            <source>Being checked</source>
            <translation>正在核对</translation>
        </message>
        <message>
            <source>Bind {name}</source>
            <translation>绑定 {name}</translation>
        </message>
        <message>
            <source>Binding</source>
            <translation>绑定</translation>
        </message>
        <message>
            <source>Change</source>
            <translation>修改</translation>
        </message>
        <message>
            <source>Checking</source>
            <translation>正在核对</translation>
        </message>
        <message>
            <source>Checking {count}</source>
            <translation>正在核对 {count}</translation>
        </message>
        <message>
            <source>Comes after the one it depends on.</source>
            <translation>等前一项办妥后发送。</translation>
        </message>
        <message>
            <source>Done once, but not shown by the server after an older file was put back.</source>
            <translation>曾经办妥，恢复旧文件后服务器上查不到。</translation>
        </message>
        <message>
            <source>Done, as the server shows it: {what}</source>
            <translation>已办妥（按服务器现状判断）：{what}</translation>
        </message>
        <message>
            <source>Done: {what}</source>
            <translation>已办妥：{what}</translation>
        </message>
        <message>
            <source>Finding out whether it arrived, {minutes} minutes at most. The customer may leave; do not register again.</source>
            <translation>结果核对中，最多约 {minutes} 分钟。顾客可先离开，请勿重复注册。</translation>
        </message>
        <message>
            <source>Its ID number is encrypted, and the key is not on this computer. Edit it and type the number again, or send it without.</source>
            <translation>其身份证号已加密，而密钥不在这台电脑上。请编辑后重新输入号码，或不带号码发送。</translation>
        </message>
        <message>
            <source>Kept on this computer. It is sent as soon as the server answers.</source>
            <translation>已存在这台电脑上，联网后立即发送。</translation>
        </message>
        <message>
            <source>Kept on this computer. Next try {time}.</source>
            <translation>已存在这台电脑上，{time} 再试。</translation>
        </message>
        <message>
            <source>Needs a decision</source>
            <translation>需要处理</translation>
        </message>
        <message>
            <source>Needs a decision: {what}</source>
            <translation>需要处理：{what}</translation>
        </message>
        <message>
            <source>New buyer {name}</source>
            <translation>新建买家 {name}</translation>
        </message>
        <message>
            <source>Refused</source>
            <translation>被拒绝</translation>
        </message>
        <message>
            <source>Refused: {what}</source>
            <translation>被拒绝：{what}</translation>
        </message>
        <message>
            <source>Register {name}</source>
            <translation>注册 {name}</translation>
        </message>
        <message>
            <source>Registration</source>
            <translation>注册</translation>
        </message>
        <message>
            <source>Save {name}</source>
            <translation>修改 {name}</translation>
        </message>
        <message>
            <source>Sent, but not answered, and the server does not show it.</source>
            <translation>已发送但没有回应，服务器上也没有显示。</translation>
        </message>
        <message>
            <source>Somebody else changed this buyer meanwhile.</source>
            <translation>这位买家的资料已被别人改动。</translation>
        </message>
        <message>
            <source>The buyer it belongs to was not stored.</source>
            <translation>所属的买家没有保存成功。</translation>
        </message>
        <message>
            <source>The buyer's member changed while the buyer was being saved.</source>
            <translation>保存期间，这位买家的会员变了。</translation>
        </message>
        <message>
            <source>The server does not accept the key. It waits until somebody puts in another one.</source>
            <translation>服务器不接受密钥。换好密钥后继续发送。</translation>
        </message>
        <message>
            <source>The server has no such buyer any more.</source>
            <translation>服务器上已没有这位买家。</translation>
        </message>
        <message>
            <source>The server said yes, but does not show it.</source>
            <translation>服务器说成功了，但查不到结果。</translation>
        </message>
        <message>
            <source>The server said yes. The buyer is being read to make sure.</source>
            <translation>服务器已接受，正在读取买家核对。</translation>
        </message>
        <message>
            <source>The server said: {words}</source>
            <translation>服务器答复：{words}</translation>
        </message>
        <message>
            <source>This computer's clock is wrong. It waits until that is set right.</source>
            <translation>这台电脑的时间不对。校准后继续发送。</translation>
        </message>
        <message>
            <source>To decide</source>
            <translation>需要处理</translation>
        </message>
        <message>
            <source>To decide {count}</source>
            <translation>需要处理 {count}</translation>
        </message>
        <message>
            <source>To send</source>
            <translation>待发送</translation>
        </message>
        <message>
            <source>To send {count}</source>
            <translation>待发送 {count}</translation>
        </message>
        <message>
            <source>Unbind {name}</source>
            <translation>解绑 {name}</translation>
        </message>
        <message>
            <source>Unbinding</source>
            <translation>解绑</translation>
        </message>
        <message>
            <source>Waited too long to be sent. Is it still wanted?</source>
            <translation>等待太久没有发送。还需要吗？</translation>
        </message>
        <message>
            <source>Waiting to be sent</source>
            <translation>等待发送</translation>
        </message>
        <message>
            <source>Waits its turn</source>
            <translation>排队中</translation>
        </message>
        <message>
            <source>member #{number}</source>
            <translation>会员 #{number}</translation>
        </message>
    </context>
    <context>
        <name>OperatorSecretDialog</name>
        <message>
            <source>Change it</source>
            <translation>修改</translation>
        </message>
        <message>
            <source>Change the password or PIN</source>
            <translation>修改密码或 PIN</translation>
        </message>
    </context>
    <context>
        <name>OperatorsPage</name>
        <message>
            <source>, </source>
            <translation>、</translation>
        </message>
        <message>
            <source>1 minute</source>
            <translation>1 分钟</translation>
        </message>
        <message>
            <source>Add an operator…</source>
            <translation>添加操作员…</translation>
        </message>
        <message>
            <source>Add the first manager…</source>
            <translation>添加第一位店长…</translation>
        </message>
        <message>
            <source>Already here, and left as they are: {names}.</source>
            <translation>已存在并保持原样：{names}。</translation>
        </message>
        <message>
            <source>Clerks register, bind and edit. Unbinding, import, export, forgetting and the shop's settings need a manager.</source>
            <translation>店员可以注册、绑定和编辑。解绑、导入、导出、忘记顾客和店铺设置需要店长。</translation>
        </message>
        <message>
            <source>Export the operators</source>
            <translation>导出操作员</translation>
        </message>
        <message>
            <source>Exported. No password is in the file, only what proves one.</source>
            <translation>已导出。文件中没有密码，只有用于核对的摘要。</translation>
        </message>
        <message>
            <source>Export…</source>
            <translation>导出…</translation>
        </message>
        <message>
            <source>Import operators</source>
            <translation>导入操作员</translation>
        </message>
        <message>
            <source>Import…</source>
            <translation>导入…</translation>
        </message>
        <message>
            <source>Lock the counter after</source>
            <translation>闲置多久后锁定</translation>
        </message>
        <message>
            <source>Never</source>
            <translation>从不</translation>
        </message>
        <message>
            <source>Nobody has to sign in: whoever sits here may do everything. Add a manager to change that.</source>
            <translation>现在无需登录，任何人都可以做所有操作。添加店长后需要登录。</translation>
        </message>
        <message>
            <source>Operators</source>
            <translation>操作员</translation>
        </message>
        <message>
            <source>Operators (*.json)</source>
            <translation>操作员 (*.json)</translation>
        </message>
        <message>
            <source>Taken over: {names}.</source>
            <translation>已添加：{names}。</translation>
        </message>
        <message>
            <source>They belong to this computer. Another one has operators of its own, or imports these.</source>
            <translation>操作员属于这台电脑。其他电脑各有自己的操作员，也可以导入这里的。</translation>
        </message>
        <message>
            <source>Without a key or the mouse; Ctrl+L locks at once</source>
            <translation>没有按键和鼠标操作时；Ctrl+L 立即锁定</translation>
        </message>
        <message>
            <source>{count} minutes</source>
            <translation>{count} 分钟</translation>
        </message>
    </context>
    <context>
        <name>OutboxFoot</name>
        <message>
            <source>, </source>
            <translation>、</translation>
        </message>
        <message>
            <source>All members bound from here are on the server.</source>
            <translation>从这里绑定的会员，服务器上都在。</translation>
        </message>
        <message>
            <source>Check the last {days} days</source>
            <translation>核对最近 {days} 天</translation>
        </message>
        <message>
            <source>Done today: {count}</source>
            <translation>今天已办妥 {count} 项</translation>
        </message>
        <message>
            <source>Done today: {count}, all verified</source>
            <translation>今天已发送 {count} 项，全部核对</translation>
        </message>
        <message>
            <source>Done today: {count}, {presumed} of them by what the server shows</source>
            <translation>今天已办妥 {count} 项，其中 {presumed} 项按服务器现状判断</translation>
        </message>
        <message>
            <source>Done, but without a member on the server now: {buyers}. Taken off elsewhere, or lost there?</source>
            <translation>已办妥，但服务器上现在没有会员：{buyers}。是别处解绑，还是服务器丢了资料？</translation>
        </message>
        <message>
            <source>The server is being asked…</source>
            <translation>正在向服务器核对…</translation>
        </message>
        <message>
            <source>{count} more</source>
            <translation>另有 {count} 位</translation>
        </message>
    </context>
    <context>
        <name>OutboxNews</name>
        <message>
            <source>Done: {count}</source>
            <translation>已办妥 {count} 项</translation>
        </message>
        <message>
            <source>Look</source>
            <translation>查看</translation>
        </message>
        <message>
            <source>Need a decision: {count}</source>
            <translation>{count} 项需要处理</translation>
        </message>
    </context>
    <context>
        <name>OutboxPage</name>
        <message>
            <source>Check all again</source>
            <translation>全部重新核对</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>关闭</translation>
        </message>
        <message>
            <source>Close (Esc)</source>
            <translation>关闭 (Esc)</translation>
        </message>
        <message>
            <source>Kept on this computer. Sent in order once the server is back, then read again to make sure.</source>
            <translation>已存在这台电脑上。恢复联网后按顺序发送，发完再核对。</translation>
        </message>
        <message>
            <source>Nothing waits to be sent</source>
            <translation>没有待发送的操作</translation>
        </message>
        <message>
            <source>To be sent</source>
            <translation>待发送</translation>
        </message>
        <message>
            <source>Try all now</source>
            <translation>立即重试</translation>
        </message>
        <message>
            <source>What is asked for while the server is away waits here, and is sent once it is back.</source>
            <translation>断网时提交的操作存在这里，联网后自动发送。</translation>
        </message>
    </context>
    <context>
        <name>Outcomes</name>
        <message>
            <source>Added {name}, buyer #{buyer}</source>
            <translation>已新建 {name}，买家 #{buyer}</translation>
        </message>
        <message>
            <source>Bound {name} to another member: {change}</source>
            <translation>已改绑 {name}：{change}</translation>
        </message>
        <message>
            <source>Bound {name}: {change}</source>
            <translation>已绑定 {name}：{change}</translation>
        </message>
        <message>
            <source>Changed the alias of {name}</source>
            <translation>已修改 {name} 的备注名</translation>
        </message>
        <message>
            <source>Finding out whether it arrived, {minutes} min at most: {plan}. The customer may leave; do not register again.</source>
            <translation>结果核对中，最多约 {minutes} 分钟：{plan}。顾客可先离开，请勿重复注册。</translation>
        </message>
        <message>
            <source>Finding out whether it arrived, {minutes} min at most: {plan}. The customer may leave; do not send it again.</source>
            <translation>结果核对中，最多约 {minutes} 分钟：{plan}。顾客可先离开，请勿重复提交。</translation>
        </message>
        <message>
            <source>Registered {name}: {change}</source>
            <translation>已注册 {name}：{change}</translation>
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
            <source>Unbound {name}: {change}</source>
            <translation>已解绑 {name}：{change}</translation>
        </message>
        <message>
            <source>Waits to be sent: {plan}</source>
            <translation>待发送：{plan}</translation>
        </message>
        <message>
            <source>adding {name}</source>
            <translation>新建 {name}</translation>
        </message>
        <message>
            <source>binding {name}</source>
            <translation>绑定 {name}</translation>
        </message>
        <message>
            <source>binding {name} to another member</source>
            <translation>改绑 {name}</translation>
        </message>
        <message>
            <source>changing the alias of {name}</source>
            <translation>修改 {name} 的备注名</translation>
        </message>
        <message>
            <source>no member bound</source>
            <translation>没有绑定会员</translation>
        </message>
        <message>
            <source>not bound</source>
            <translation>未绑定</translation>
        </message>
        <message>
            <source>registering {name}</source>
            <translation>注册 {name}</translation>
        </message>
        <message>
            <source>saving the member</source>
            <translation>保存会员</translation>
        </message>
        <message>
            <source>saving {name}</source>
            <translation>保存 {name}</translation>
        </message>
        <message>
            <source>the new buyer</source>
            <translation>新买家</translation>
        </message>
        <message>
            <source>unbinding {name}</source>
            <translation>解绑 {name}</translation>
        </message>
        <message>
            <source>{done}. Look at the buyer and decide; it is noted in the history.</source>
            <translation>{done}。请核对这位买家再决定，历史里已记下。</translation>
        </message>
    </context>
    <context>
        <name>OwnSecretDialog</name>
        <message>
            <source>Cancel</source>
            <translation>取消</translation>
        </message>
        <message>
            <source>Change it</source>
            <translation>修改</translation>
        </message>
        <message>
            <source>Change my password or PIN</source>
            <translation>修改我的密码或 PIN</translation>
        </message>
        <message>
            <source>Current password or PIN</source>
            <translation>现在的密码或 PIN</translation>
        </message>
        <message>
            <source>Hide it</source>
            <translation>隐藏</translation>
        </message>
        <message>
            <source>Show it</source>
            <translation>显示</translation>
        </message>
    </context>
    <context>
        <name>PasteField</name>
        <message>
            <source>, </source>
            <translation>，</translation>
        </message>
        <message>
            <source>Fill in</source>
            <translation>填入</translation>
        </message>
        <message>
            <source>Found: {what}</source>
            <translation>找到：{what}</translation>
        </message>
        <message>
            <source>Neither a whole pairing code nor an address or key</source>
            <translation>不是完整的配对码，也没有找到地址或密钥</translation>
        </message>
        <message>
            <source>Pairing code read: {name}</source>
            <translation>配对码已读出：{name}</translation>
        </message>
        <message>
            <source>Pairing code, or the vendor's text</source>
            <translation>配对码，或供应商给的文字</translation>
        </message>
        <message>
            <source>Paste it here</source>
            <translation>粘贴到这里</translation>
        </message>
        <message>
            <source>fills in the rest</source>
            <translation>粘贴后自动填好</translation>
        </message>
        <message>
            <source>header {name}</source>
            <translation>请求头 {name}</translation>
        </message>
        <message>
            <source>key {start}… ({count} characters)</source>
            <translation>密钥 {start}…（{count} 位）</translation>
        </message>
        <message>
            <source>parameter {name}</source>
            <translation>网址参数 {name}</translation>
        </message>
    </context>
    <context>
        <name>PendingNotice</name>
        <message>
            <source>Look</source>
            <translation>查看</translation>
        </message>
        <message>
            <source>{what}: {state}</source>
            <translation>{what}：{state}</translation>
        </message>
    </context>
    <context>
        <name>PersonExportSheet</name>
        <message>
            <source>Buyer #{number}</source>
            <translation>买家 #{number}</translation>
        </message>
        <message>
            <source>Choose a place…</source>
            <translation>选择保存位置…</translation>
        </message>
        <message>
            <source>Export this buyer's data</source>
            <translation>导出此顾客资料</translation>
        </message>
        <message>
            <source>It is for the person it is about. Your name and the time stand on each page.</source>
            <translation>仅供本人使用。每页都印有您的姓名和时间。</translation>
        </message>
        <message>
            <source>Nothing in this file is masked</source>
            <translation>此文件中的内容不打码</translation>
        </message>
        <message>
            <source>PDF files (*.pdf)</source>
            <translation>PDF 文件 (*.pdf)</translation>
        </message>
        <message>
            <source>Say what for: it stands in the file and in the history</source>
            <translation>请写明用途：它会印在文件里，也会留在历史中</translation>
        </message>
        <message>
            <source>What for</source>
            <translation>用途</translation>
        </message>
        <message>
            <source>buyer-data</source>
            <translation>买家资料</translation>
        </message>
        <message>
            <source>e.g. the customer asked for it in writing</source>
            <translation>例如：顾客书面索取</translation>
        </message>
    </context>
    <context>
        <name>PersonRow</name>
        <message>
            <source>Password…</source>
            <translation>密码…</translation>
        </message>
        <message>
            <source>Put out of service…</source>
            <translation>停用…</translation>
        </message>
        <message>
            <source>Rename…</source>
            <translation>改名…</translation>
        </message>
        <message>
            <source>Role…</source>
            <translation>角色…</translation>
        </message>
        <message>
            <source>{role}, here since {when}</source>
            <translation>{role}，{when} 添加</translation>
        </message>
        <message>
            <source>{role}, out of service from {when}</source>
            <translation>{role}，{when} 停用</translation>
        </message>
        <message>
            <source>{role}, too many wrong passwords</source>
            <translation>{role}，输错密码次数过多</translation>
        </message>
    </context>
    <context>
        <name>PersonWords</name>
        <message>
            <source> (ended {at})</source>
            <translation>（已于 {at} 终止）</translation>
        </message>
        <message>
            <source>Address</source>
            <translation>地址</translation>
        </message>
        <message>
            <source>Before → after</source>
            <translation>变更前 → 变更后</translation>
        </message>
        <message>
            <source>Birthday</source>
            <translation>生日</translation>
        </message>
        <message>
            <source>By</source>
            <translation>操作人</translation>
        </message>
        <message>
            <source>Consents</source>
            <translation>同意记录</translation>
        </message>
        <message>
            <source>Data held on a customer</source>
            <translation>顾客资料</translation>
        </message>
        <message>
            <source>History</source>
            <translation>历史</translation>
        </message>
        <message>
            <source>ID number</source>
            <translation>身份证号</translation>
        </message>
        <message>
            <source>Made at</source>
            <translation>生成时间</translation>
        </message>
        <message>
            <source>Made by</source>
            <translation>生成人</translation>
        </message>
        <message>
            <source>Member</source>
            <translation>会员</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>姓名</translation>
        </message>
        <message>
            <source>Number</source>
            <translation>编号</translation>
        </message>
        <message>
            <source>Page {number} of {count}</source>
            <translation>第 {number} 页，共 {count} 页</translation>
        </message>
        <message>
            <source>Phone</source>
            <translation>手机号</translation>
        </message>
        <message>
            <source>Profile</source>
            <translation>头像资料</translation>
        </message>
        <message>
            <source>Reason</source>
            <translation>原因</translation>
        </message>
        <message>
            <source>Registered at</source>
            <translation>注册时间</translation>
        </message>
        <message>
            <source>Sex</source>
            <translation>性别</translation>
        </message>
        <message>
            <source>The server {server} may hold more: ask whoever runs it.</source>
            <translation>服务器 {server} 可能还保存着其他资料：请向其运营方查询。</translation>
        </message>
        <message>
            <source>Values in the history are kept for 180 days; older lines say that something was done.</source>
            <translation>历史中的具体内容保留 180 天；更早的记录只说明做过什么。</translation>
        </message>
        <message>
            <source>Waiting to be sent</source>
            <translation>待发送的操作</translation>
        </message>
        <message>
            <source>WeChat buyer</source>
            <translation>微信买家</translation>
        </message>
        <message>
            <source>WeChat name</source>
            <translation>微信昵称</translation>
        </message>
        <message>
            <source>What</source>
            <translation>操作</translation>
        </message>
        <message>
            <source>What staff call the customer</source>
            <translation>店员备注名</translation>
        </message>
        <message>
            <source>When</source>
            <translation>时间</translation>
        </message>
        <message>
            <source>not kept</source>
            <translation>未保留</translation>
        </message>
        <message>
            <source>openId</source>
            <translation>openId</translation>
        </message>
        <message>
            <source>the shop</source>
            <translation>本店</translation>
        </message>
        <message>
            <source>{field}: no longer kept</source>
            <translation>{field}：已不再保留</translation>
        </message>
        <message>
            <source>–</source>
            <translation>–</translation>
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
        <name>PrivacyPage</name>
        <message>
            <source>1 minute</source>
            <translation>1 分钟</translation>
        </message>
        <message>
            <source>A hidden number shows for</source>
            <translation>号码显示多久</translation>
        </message>
        <message>
            <source>After the eye or F4; then it is hidden again</source>
            <translation>点眼睛或按 F4 后显示，到时再遮住</translation>
        </message>
        <message>
            <source>Empty the clipboard after</source>
            <translation>多久后清空剪贴板</translation>
        </message>
        <message>
            <source>Empty the search box after</source>
            <translation>多久后清空搜索框</translation>
        </message>
        <message>
            <source>If nobody touches keyboard or mouse; not under a form</source>
            <translation>无人操作键盘鼠标时；有表单时不清空</translation>
        </message>
        <message>
            <source>Never</source>
            <translation>不清空</translation>
        </message>
        <message>
            <source>Off: no picture is fetched, initials are shown</source>
            <translation>关：不下载头像，只显示姓氏</translation>
        </message>
        <message>
            <source>Only if it still holds what was copied here</source>
            <translation>只在里面还是这里复制的内容时</translation>
        </message>
        <message>
            <source>Pictures from WeChat</source>
            <translation>微信头像</translation>
        </message>
        <message>
            <source>Privacy</source>
            <translation>隐私</translation>
        </message>
        <message>
            <source>Remember searches</source>
            <translation>记住搜索</translation>
        </message>
        <message>
            <source>The last ten, until the program is closed; phones are masked</source>
            <translation>最近十条，关闭程序后清除，手机号打码</translation>
        </message>
        <message>
            <source>{count} minutes</source>
            <translation>{count} 分钟</translation>
        </message>
        <message>
            <source>{count} seconds</source>
            <translation>{count} 秒</translation>
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
            <source>Code</source>
            <translation>代码</translation>
        </message>
        <message>
            <source>Enter the key…</source>
            <translation>输入密钥…</translation>
        </message>
        <message>
            <source>File</source>
            <translation>文件</translation>
        </message>
        <message>
            <source>Open the folder</source>
            <translation>打开文件夹</translation>
        </message>
        <message>
            <source>Reason</source>
            <translation>原因</translation>
        </message>
        <message>
            <source>Restore a backup…</source>
            <translation>恢复备份…</translation>
        </message>
        <message>
            <source>Source</source>
            <translation>来源</translation>
        </message>
        <message>
            <source>Try again</source>
            <translation>重试</translation>
        </message>
    </context>
    <context>
        <name>ProfileTab</name>
        <message numerus="yes">
            <source>%n with this phone</source>
            <translation>
                <numerusform>%n 位会员同手机号</numerusform>
            </translation>
        </message>
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
            <source>Given by the server when it is stored</source>
            <translation>写入服务器后分配</translation>
        </message>
        <message>
            <source>Hide number (F4)</source>
            <translation>隐藏号码 (F4)</translation>
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
            <source>Not bound</source>
            <translation>未绑定</translation>
        </message>
        <message>
            <source>Not linked to WeChat</source>
            <translation>未关联微信</translation>
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
            <source>from the copy</source>
            <translation>来自本机副本</translation>
        </message>
        <message>
            <source>from the server</source>
            <translation>从服务器读取</translation>
        </message>
        <message>
            <source>from the shop's database</source>
            <translation>从店里的数据库读取</translation>
        </message>
        <message>
            <source>from this computer</source>
            <translation>从本机读取</translation>
        </message>
        <message>
            <source>openId</source>
            <translation>openId</translation>
        </message>
    </context>
    <context>
        <name>ProgressPage</name>
        <message>
            <source>, about {minutes} min left</source>
            <translation>，大约还要 {minutes} 分钟</translation>
        </message>
        <message>
            <source>, about {seconds} s left</source>
            <translation>，大约还要 {seconds} 秒</translation>
        </message>
        <message>
            <source>, finishing</source>
            <translation>，正在收尾</translation>
        </message>
        <message>
            <source>{done} of {rows}</source>
            <translation>{done} / {rows}</translation>
        </message>
    </context>
    <context>
        <name>ReasonLine</name>
        <message>
            <source>An authority asks</source>
            <translation>主管部门要求</translation>
        </message>
        <message>
            <source>Another reason</source>
            <translation>其他原因</translation>
        </message>
        <message>
            <source>Check who it is</source>
            <translation>核对本人身份</translation>
        </message>
        <message>
            <source>Or in your own words, then Enter</source>
            <translation>或自己填写，按回车</translation>
        </message>
        <message>
            <source>The customer asks</source>
            <translation>顾客要求</translation>
        </message>
        <message>
            <source>What is the ID number needed for? The journal keeps the answer.</source>
            <translation>查看证件号做什么用？会记入操作记录。</translation>
        </message>
    </context>
    <context>
        <name>RecentRow</name>
        <message>
            <source>{who}, {when}</source>
            <translation>{who}，{when}</translation>
        </message>
    </context>
    <context>
        <name>RecoveryForm</name>
        <message>
            <source>Cancel</source>
            <translation>取消</translation>
        </message>
        <message>
            <source>Customers have to be told</source>
            <translation>必须告诉顾客</translation>
        </message>
        <message>
            <source>Encrypt and switch on</source>
            <translation>加密并开启</translation>
        </message>
        <message>
            <source>It is written down</source>
            <translation>已抄下</translation>
        </message>
        <message>
            <source>Its last four characters, to show that it is written down</source>
            <translation>恢复码的最后四位（确认已抄下）</translation>
        </message>
        <message>
            <source>Recovery code</source>
            <translation>恢复码</translation>
        </message>
        <message>
            <source>Switch on</source>
            <translation>开启</translation>
        </message>
        <message>
            <source>These are not its last four characters</source>
            <translation>与最后四位不符</translation>
        </message>
        <message>
            <source>What ID numbers are needed for, as customers read it</source>
            <translation>证件号的用途（顾客会看到这段话）</translation>
        </message>
        <message>
            <source>Write this recovery code down and keep it away from the computer. It is shown this once; another computer, or a new one, opens the ID numbers with it. Without key and code nobody can.</source>
            <translation>请抄下这个恢复码，与电脑分开保管。只显示这一次；换电脑或其他电脑要用它解开证件号。密钥和恢复码都没有了，谁也解不开。</translation>
        </message>
    </context>
    <context>
        <name>Refusals</name>
        <message>
            <source>It may have been done already. Look at the buyer (F5) before trying again.</source>
            <translation>可能已经办成。请先按 F5 查看买家，再决定是否重试。</translation>
        </message>
        <message>
            <source>The member's card cannot be used. Bind the buyer to another member.</source>
            <translation>这张会员卡不能用，请改绑其他会员。</translation>
        </message>
        <message>
            <source>The server failed. Look at the buyer (F5); if it is as before, try again.</source>
            <translation>服务器出错。请按 F5 查看买家；如果没有变化，再试一次。</translation>
        </message>
        <message>
            <source>The server refused: {name} ({code})</source>
            <translation>服务器拒绝：{name}（{code}）</translation>
        </message>
        <message>
            <source>The shop's day is being closed. Try again when that is finished.</source>
            <translation>门店正在日结，请在日结完成后重试。</translation>
        </message>
        <message>
            <source>This is not expected here. Correct the form if its reason says so; else tell the vendor the code.</source>
            <translation>这里不该出现这个结果。按服务器给的原因修改表单；不明白就把代码告诉供应商。</translation>
        </message>
    </context>
    <context>
        <name>RefusedModel</name>
        <message>
            <source>, </source>
            <translation>，</translation>
        </message>
        <message>
            <source>Content</source>
            <translation>内容</translation>
        </message>
        <message>
            <source>Row</source>
            <translation>行号</translation>
        </message>
        <message>
            <source>Why</source>
            <translation>原因</translation>
        </message>
    </context>
    <context>
        <name>RefusedTable</name>
        <message>
            <source>Rows that cannot be imported</source>
            <translation>不能导入的行</translation>
        </message>
    </context>
    <context>
        <name>RegisterDialog</name>
        <message>
            <source>, </source>
            <translation>，</translation>
        </message>
        <message>
            <source>Draft kept</source>
            <translation>草稿已保存</translation>
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
            <source>Register and send later</source>
            <translation>注册并稍后发送</translation>
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
            <source>Without the server somebody new needs the openId: it is found again by that alone</source>
            <translation>没有联网时，新买家要有 openId，之后只能靠它核对</translation>
        </message>
        <message>
            <source>Your draft is back</source>
            <translation>已恢复上次的草稿</translation>
        </message>
        <message>
            <source>Your draft is back, without the ID number</source>
            <translation>已恢复上次的草稿，不含身份证号</translation>
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
        <name>RemoteForm</name>
        <message>
            <source>A buyer that the server has</source>
            <translation>填一位服务器上有的买家</translation>
        </message>
        <message>
            <source>A number, or nothing</source>
            <translation>填数字，或留空</translation>
        </message>
        <message>
            <source>From the first buyer</source>
            <translation>自动，从第一位买家得知</translation>
        </message>
        <message>
            <source>Known buyer, for the test</source>
            <translation>已知买家（测试用）</translation>
        </message>
        <message>
            <source>Number or openId</source>
            <translation>编号或 openId</translation>
        </message>
        <message>
            <source>Tenant</source>
            <translation>租户号</translation>
        </message>
        <message>
            <source>The server's name</source>
            <translation>服务器名</translation>
        </message>
        <message>
            <source>Time limit (s)</source>
            <translation>超时（秒）</translation>
        </message>
        <message>
            <source>{least} to {most}</source>
            <translation>{least} 到 {most}</translation>
        </message>
    </context>
    <context>
        <name>RenameOperatorDialog</name>
        <message>
            <source>Name</source>
            <translation>名字</translation>
        </message>
        <message>
            <source>Rename</source>
            <translation>改名</translation>
        </message>
        <message>
            <source>Rename the operator</source>
            <translation>操作员改名</translation>
        </message>
    </context>
    <context>
        <name>RestoreDialog</name>
        <message>
            <source>Afterwards</source>
            <translation>恢复后</translation>
        </message>
        <message>
            <source>Backups (*.db);;All files (*)</source>
            <translation>备份文件 (*.db);;所有文件 (*)</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>取消</translation>
        </message>
        <message>
            <source>Choose a backup</source>
            <translation>选择备份文件</translation>
        </message>
        <message>
            <source>Choose a file…</source>
            <translation>选择文件…</translation>
        </message>
        <message>
            <source>Missing then</source>
            <translation>不再包含</translation>
        </message>
        <message>
            <source>No backup yet</source>
            <translation>还没有备份</translation>
        </message>
        <message>
            <source>Now</source>
            <translation>现在</translation>
        </message>
        <message>
            <source>One is made every day, as long as the program runs. A file from another place will do, too.</source>
            <translation>程序运行时每天自动备份一次。也可以选择别处的备份文件。</translation>
        </message>
        <message>
            <source>Restore</source>
            <translation>恢复</translation>
        </message>
        <message>
            <source>Restore a backup</source>
            <translation>恢复备份</translation>
        </message>
        <message>
            <source>Restore the backup of {moment}</source>
            <translation>恢复 {moment} 的备份</translation>
        </message>
        <message>
            <source>Restoring…</source>
            <translation>正在恢复…</translation>
        </message>
        <message>
            <source>The present file is set aside, never deleted</source>
            <translation>现在的文件会另存，不会删除</translation>
        </message>
        <message>
            <source>cannot be read</source>
            <translation>无法读取</translation>
        </message>
        <message>
            <source>whatever was entered after {moment}</source>
            <translation>{moment} 之后录入的内容</translation>
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
            <source>1 result</source>
            <translation>1 条结果</translation>
        </message>
        <message>
            <source>Esc stops it</source>
            <translation>按 Esc 停下</translation>
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
            <source>Still searching…</source>
            <translation>仍在查询…</translation>
        </message>
        <message>
            <source>from the copy: {copy}</source>
            <translation>本机资料 {copy}</translation>
        </message>
        <message>
            <source>this phone, not the rest of the text</source>
            <translation>手机号相符，其余内容不符</translation>
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
            <source>Member name</source>
            <translation>会员姓名</translation>
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
            <source>No WeChat buyer</source>
            <translation>没有微信买家</translation>
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
        <name>RetryLine</name>
        <message>
            <source>This could not be read: {why} ({code}).</source>
            <translation>没能读出来：{why}（{code}）。</translation>
        </message>
        <message>
            <source>Try again</source>
            <translation>重试</translation>
        </message>
    </context>
    <context>
        <name>ReviewDialog</name>
        <message>
            <source>Bind</source>
            <translation>绑定</translation>
        </message>
        <message>
            <source>Bind to member #{number}</source>
            <translation>绑定到会员 #{number}</translation>
        </message>
        <message>
            <source>Buyers and members with the same phone</source>
            <translation>手机号相同的买家和会员</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>关闭</translation>
        </message>
        <message>
            <source>Pair {place} of {total}. Make sure that both are the same person, then bind</source>
            <translation>第 {place} 位，共 {total} 位。核对两边是同一个人，再绑定</translation>
        </message>
        <message>
            <source>Skip</source>
            <translation>跳过</translation>
        </message>
        <message>
            <source>That was all: {bound} bound, {skipped} skipped.</source>
            <translation>都看完了：绑定 {bound} 位，跳过 {skipped} 位。</translation>
        </message>
        <message>
            <source>Undo the last</source>
            <translation>撤销上一个</translation>
        </message>
    </context>
    <context>
        <name>RightWords</name>
        <message>
            <source>back up</source>
            <translation>备份</translation>
        </message>
        <message>
            <source>bind a list of members</source>
            <translation>批量绑定</translation>
        </message>
        <message>
            <source>bind a member</source>
            <translation>绑定会员</translation>
        </message>
        <message>
            <source>change how the database is built</source>
            <translation>改变数据库结构</translation>
        </message>
        <message>
            <source>change the data source</source>
            <translation>更换数据来源</translation>
        </message>
        <message>
            <source>change what is kept of customers</source>
            <translation>更改保存的顾客资料</translation>
        </message>
        <message>
            <source>copy the server's buyers</source>
            <translation>复制服务器上的买家</translation>
        </message>
        <message>
            <source>decide what is to become of a write</source>
            <translation>处理待核对的操作</translation>
        </message>
        <message>
            <source>edit a buyer</source>
            <translation>编辑买家</translation>
        </message>
        <message>
            <source>edit a member</source>
            <translation>编辑会员</translation>
        </message>
        <message>
            <source>export a file</source>
            <translation>导出文件</translation>
        </message>
        <message>
            <source>export all that is kept of a customer</source>
            <translation>导出此顾客资料</translation>
        </message>
        <message>
            <source>export whole numbers</source>
            <translation>导出完整号码</translation>
        </message>
        <message>
            <source>forget a buyer</source>
            <translation>删除顾客资料</translation>
        </message>
        <message>
            <source>give a buyer a staff alias</source>
            <translation>设置备注名</translation>
        </message>
        <message>
            <source>import a file</source>
            <translation>导入文件</translation>
        </message>
        <message>
            <source>look after the operators</source>
            <translation>管理操作员</translation>
        </message>
        <message>
            <source>look at a whole number</source>
            <translation>查看完整号码</translation>
        </message>
        <message>
            <source>look at an ID number</source>
            <translation>查看身份证号</translation>
        </message>
        <message>
            <source>read the journal</source>
            <translation>查看操作记录</translation>
        </message>
        <message>
            <source>register a member</source>
            <translation>注册会员</translation>
        </message>
        <message>
            <source>restore a backup</source>
            <translation>恢复备份</translation>
        </message>
        <message>
            <source>search</source>
            <translation>查询</translation>
        </message>
        <message>
            <source>see everybody's shift summary</source>
            <translation>查看所有人的交班小结</translation>
        </message>
        <message>
            <source>see the shift summary</source>
            <translation>查看交班小结</translation>
        </message>
        <message>
            <source>take note that the journal was changed</source>
            <translation>确认已知悉操作记录被改动</translation>
        </message>
        <message>
            <source>unbind a member, or bind another one</source>
            <translation>解绑或改绑会员</translation>
        </message>
    </context>
    <context>
        <name>RoleDialog</name>
        <message>
            <source>Make a clerk</source>
            <translation>改为店员</translation>
        </message>
        <message>
            <source>Make a manager</source>
            <translation>设为店长</translation>
        </message>
        <message>
            <source>{name} keeps the password, and needs a manager for what clerks may not do, at all counters.</source>
            <translation>{name} 的密码不变；店员不能做的操作，在所有柜台都需要店长批准。</translation>
        </message>
        <message>
            <source>{name} may do everything from now on. A PIN is not enough for that: this needs a new password.</source>
            <translation>{name} 从现在起可以做所有操作。PIN 不够安全，需要设置新的密码。</translation>
        </message>
    </context>
    <context>
        <name>RoleWords</name>
        <message>
            <source>Clerk</source>
            <translation>店员</translation>
        </message>
        <message>
            <source>Manager</source>
            <translation>店长</translation>
        </message>
    </context>
    <context>
        <name>ScanPage</name>
        <message>
            <source>Click into the field and scan any code. What was read is not kept.</source>
            <translation>点进输入框，随便扫一个码。扫到的内容不保存。</translation>
        </message>
        <message>
            <source>Enter</source>
            <translation>回车</translation>
        </message>
        <message>
            <source>Key after the code</source>
            <translation>扫完后的按键</translation>
        </message>
        <message>
            <source>Longer for a wireless scanner that stutters</source>
            <translation>无线扫码枪断断续续时调长</translation>
        </message>
        <message>
            <source>Longest pause between two keys</source>
            <translation>两个字符之间最长停顿</translation>
        </message>
        <message>
            <source>Nothing</source>
            <translation>没有</translation>
        </message>
        <message>
            <source>Read {count} characters, at most {pause} ms apart, {end}. The settings above fit.</source>
            <translation>读到 {count} 个字符，间隔最多 {pause} 毫秒，{end}。上面的设置合适。</translation>
        </message>
        <message>
            <source>Scan here</source>
            <translation>在这里扫码</translation>
        </message>
        <message>
            <source>Scanning</source>
            <translation>扫码</translation>
        </message>
        <message>
            <source>Tab</source>
            <translation>Tab</translation>
        </message>
        <message>
            <source>That was typed by hand, or the scanner is too slow.</source>
            <translation>像是手工输入的，或者扫码枪太慢。</translation>
        </message>
        <message>
            <source>Try the scanner</source>
            <translation>试扫一次</translation>
        </message>
        <message>
            <source>What the scanner sends at the end; most send Enter</source>
            <translation>扫码枪在末尾发送什么，多数是回车</translation>
        </message>
        <message>
            <source>and nothing after it</source>
            <translation>末尾没有按键</translation>
        </message>
        <message>
            <source>then Enter</source>
            <translation>末尾是回车</translation>
        </message>
        <message>
            <source>then Tab</source>
            <translation>末尾是 Tab</translation>
        </message>
        <message>
            <source>{count} ms</source>
            <translation>{count} 毫秒</translation>
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
            <source>Buyer number or openId</source>
            <translation>买家编号或 openId</translation>
        </message>
        <message>
            <source>Clear</source>
            <translation>清除</translation>
        </message>
        <message>
            <source>Clear (Esc)</source>
            <translation>清除 (Esc)</translation>
        </message>
        <message>
            <source>Forget them</source>
            <translation>清除记录</translation>
        </message>
        <message>
            <source>Nothing was searched for yet</source>
            <translation>还没有搜索记录</translation>
        </message>
        <message>
            <source>Phone, last four digits, openId, name or pinyin</source>
            <translation>手机号、后四位、openId、姓名或拼音</translation>
        </message>
        <message>
            <source>Recent searches</source>
            <translation>最近搜索</translation>
        </message>
        <message>
            <source>Recent searches (Alt+↓)</source>
            <translation>最近搜索 (Alt+↓)</translation>
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
        <name>SecretWords</name>
        <message>
            <source>A PIN of at least {digits} digits, or a password of at least {characters}.</source>
            <translation>至少 {digits} 位数字的 PIN，或至少 {characters} 个字符的密码。</translation>
        </message>
        <message>
            <source>A password of at least {characters} characters.</source>
            <translation>至少 {characters} 个字符的密码。</translation>
        </message>
        <message>
            <source>Name, password or PIN is wrong.</source>
            <translation>姓名、密码或 PIN 错误。</translation>
        </message>
        <message>
            <source>That is the first that anybody would try. Take another one.</source>
            <translation>太容易被猜到，请换一个。</translation>
        </message>
        <message>
            <source>Too many wrong ones. None is looked at before {time}.</source>
            <translation>输错太多次，{time} 之后才能再试。</translation>
        </message>
    </context>
    <context>
        <name>ServerFailures</name>
        <message>
            <source>It is more than a minute off the server's, which refuses what is signed by it. Set date and time right, then try again.</source>
            <translation>与服务器相差一分钟以上，按这个时间做的签名会被拒绝。请校准日期和时间，然后重试。</translation>
        </message>
        <message>
            <source>It is not shown. The key may be another shop's: check it in Settings, data source.</source>
            <translation>没有显示出来。密钥可能是别家店的，请在设置 → 数据来源里核对。</translation>
        </message>
        <message>
            <source>It is not shown. Try again (F5); if it stays, tell the vendor.</source>
            <translation>没有显示出来。请重试（F5）；如果一直这样，请告诉供应商。</translation>
        </message>
        <message>
            <source>It shows its sign-in page instead of an answer. Check the key in Settings, data source; what waits to be sent is kept.</source>
            <translation>服务器给的是登录页，不是答案。请在设置 → 数据来源里核对密钥；待发送的内容都还在。</translation>
        </message>
        <message>
            <source>It was not followed, to keep the key safe. Ask the vendor for the right address.</source>
            <translation>为了密钥安全，没有跟过去。请向供应商要正确的地址。</translation>
        </message>
        <message>
            <source>It was not read to its end. If it stays, tell who runs the server.</source>
            <translation>没有读完。如果一直这样，请告诉管理服务器的人。</translation>
        </message>
        <message>
            <source>Names would be garbled, so it is not used. Tell the vendor.</source>
            <translation>名字会变成乱码，所以没有采用。请告诉供应商。</translation>
        </message>
        <message>
            <source>Nothing was changed. Check the network, then try again (F5).</source>
            <translation>什么都没有改动。请检查网络，然后重试（F5）。</translation>
        </message>
        <message>
            <source>Nothing was changed. Try again (F5); if it stays, tell who runs the server.</source>
            <translation>什么都没有改动。请重试（F5）；如果一直这样，请告诉管理服务器的人。</translation>
        </message>
        <message>
            <source>Nothing was changed. Wait a moment, then try again (F5).</source>
            <translation>什么都没有改动。请稍等片刻再重试（F5）。</translation>
        </message>
        <message>
            <source>Nothing was sent. Check this computer's date and the address. In a network that looks into encrypted lines, trust this computer's certificates (Settings, data source, advanced).</source>
            <translation>没有发送任何内容。请核对本机日期和地址；如果公司网络会检查加密流量，请在设置 → 数据来源 → 高级里选用本机的证书。</translation>
        </message>
        <message>
            <source>Perhaps this network wants a sign-in: open any page in a browser. If not, check the address in Settings.</source>
            <translation>网络是不是要先登录认证？用浏览器随便打开一个网页看看；如果不是，请在设置里核对地址。</translation>
        </message>
        <message>
            <source>The server answered about another shop</source>
            <translation>服务器回答的是别家店的数据</translation>
        </message>
        <message>
            <source>The server answered with a web page</source>
            <translation>服务器返回了网页</translation>
        </message>
        <message>
            <source>The server answered with somebody else</source>
            <translation>服务器回答的是另一个人</translation>
        </message>
        <message>
            <source>The server answers in XML</source>
            <translation>服务器返回的是 XML</translation>
        </message>
        <message>
            <source>The server asks to sign in again</source>
            <translation>登录已失效，服务器要求重新登录</translation>
        </message>
        <message>
            <source>The server did not answer in time</source>
            <translation>服务器没有及时回答</translation>
        </message>
        <message>
            <source>The server does not prove who it is</source>
            <translation>服务器的证书无效</translation>
        </message>
        <message>
            <source>The server failed</source>
            <translation>服务器出错了</translation>
        </message>
        <message>
            <source>The server is busy</source>
            <translation>服务器繁忙</translation>
        </message>
        <message>
            <source>The server points to another address</source>
            <translation>服务器指向了另一个地址</translation>
        </message>
        <message>
            <source>The server's answer is not UTF-8</source>
            <translation>服务器的回答不是 UTF-8 编码</translation>
        </message>
        <message>
            <source>The server's answer is too long</source>
            <translation>服务器的回答太长</translation>
        </message>
        <message>
            <source>There is no such API at this address</source>
            <translation>这个地址上没有这套接口</translation>
        </message>
        <message>
            <source>This computer's clock is wrong</source>
            <translation>这台电脑的时钟不准</translation>
        </message>
        <message>
            <source>This program reads JSON. Ask the vendor to switch it on.</source>
            <translation>本程序读取 JSON，请联系供应商开启。</translation>
        </message>
        <message>
            <source>This says nothing about the customer. Check the address in Settings, data source: often a part of its path is missing.</source>
            <translation>这不表示查无此人。请在设置 → 数据来源里核对地址，常见的是路径少了一段。</translation>
        </message>
    </context>
    <context>
        <name>ServerForm</name>
        <message>
            <source>1 to 65535</source>
            <translation>1 到 65535</translation>
        </message>
        <message>
            <source>Always</source>
            <translation>必须</translation>
        </message>
        <message>
            <source>Always, check the certificate</source>
            <translation>必须，并核对证书</translation>
        </message>
        <message>
            <source>As kept</source>
            <translation>已保存</translation>
        </message>
        <message>
            <source>Database</source>
            <translation>数据库</translation>
        </message>
        <message>
            <source>Encryption (TLS)</source>
            <translation>加密（TLS）</translation>
        </message>
        <message>
            <source>Hide the password</source>
            <translation>隐藏密码</translation>
        </message>
        <message>
            <source>Host</source>
            <translation>主机</translation>
        </message>
        <message>
            <source>If the server offers it</source>
            <translation>服务器支持就用</translation>
        </message>
        <message>
            <source>May go unencrypted</source>
            <translation>可能不加密</translation>
        </message>
        <message>
            <source>Needed</source>
            <translation>必填</translation>
        </message>
        <message>
            <source>Password</source>
            <translation>密码</translation>
        </message>
        <message>
            <source>Port</source>
            <translation>端口</translation>
        </message>
        <message>
            <source>Show the password</source>
            <translation>显示密码</translation>
        </message>
        <message>
            <source>The database's name</source>
            <translation>和数据库同名</translation>
        </message>
        <message>
            <source>User</source>
            <translation>用户</translation>
        </message>
        <message>
            <source>Without {characters}</source>
            <translation>不能含 {characters}</translation>
        </message>
        <message>
            <source>only in the keyring</source>
            <translation>只存系统钥匙串</translation>
        </message>
    </context>
    <context>
        <name>SettingsDialog</name>
        <message>
            <source>Changes apply at once, except the data source</source>
            <translation>改动立即生效，数据来源除外</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>关闭</translation>
        </message>
        <message>
            <source>Close (Esc)</source>
            <translation>关闭 (Esc)</translation>
        </message>
        <message>
            <source>Find a setting</source>
            <translation>找设置</translation>
        </message>
        <message>
            <source>No setting is called that</source>
            <translation>没有这样的设置</translation>
        </message>
        <message>
            <source>Pages</source>
            <translation>页面</translation>
        </message>
        <message>
            <source>Settings</source>
            <translation>设置</translation>
        </message>
        <message>
            <source>The change applies, but could not be saved for the next start.</source>
            <translation>改动已生效，但没能存盘，下次启动会恢复原样。</translation>
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
        <name>ShiftDaily</name>
        <message>
            <source>Folder for shift summaries</source>
            <translation>保存交班小结的文件夹</translation>
        </message>
        <message>
            <source>Folder…</source>
            <translation>文件夹…</translation>
        </message>
        <message>
            <source>Save each day's summary</source>
            <translation>每天保存小结</translation>
        </message>
        <message>
            <source>Save each day's summary (PDF and CSV): {folder}</source>
            <translation>每天保存小结（PDF 和 CSV）：{folder}</translation>
        </message>
        <message>
            <source>no folder yet</source>
            <translation>尚未选择文件夹</translation>
        </message>
    </context>
    <context>
        <name>ShiftDialog</name>
        <message>
            <source>A day or a month</source>
            <translation>按日或按月</translation>
        </message>
        <message>
            <source>All counters</source>
            <translation>所有柜台</translation>
        </message>
        <message>
            <source>Choose another one, or save a PDF.</source>
            <translation>请换一台打印机，或另存为 PDF。</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>关闭</translation>
        </message>
        <message>
            <source>Day</source>
            <translation>按日</translation>
        </message>
        <message>
            <source>Month</source>
            <translation>按月</translation>
        </message>
        <message>
            <source>Numbers only: no customer's data is in it</source>
            <translation>只有数字，不含任何买家资料</translation>
        </message>
        <message>
            <source>PDF (*.pdf);;Tables (*.xlsx *.csv)</source>
            <translation>PDF (*.pdf);;表格 (*.xlsx *.csv)</translation>
        </message>
        <message>
            <source>Print…</source>
            <translation>打印…</translation>
        </message>
        <message>
            <source>Save as…</source>
            <translation>另存为…</translation>
        </message>
        <message>
            <source>Save the summary</source>
            <translation>保存交班小结</translation>
        </message>
        <message>
            <source>Saved: {name}</source>
            <translation>已保存：{name}</translation>
        </message>
        <message>
            <source>Sent to the printer</source>
            <translation>已送往打印机</translation>
        </message>
        <message>
            <source>The printer does not answer</source>
            <translation>打印机没有响应</translation>
        </message>
        <message>
            <source>This computer</source>
            <translation>本机</translation>
        </message>
        <message>
            <source>Whose numbers</source>
            <translation>统计范围</translation>
        </message>
    </context>
    <context>
        <name>ShiftWords</name>
        <message>
            <source>All counters</source>
            <translation>所有柜台</translation>
        </message>
        <message>
            <source>Bound</source>
            <translation>绑定</translation>
        </message>
        <message>
            <source>Bound anew</source>
            <translation>改绑</translation>
        </message>
        <message>
            <source>Day</source>
            <translation>日期</translation>
        </message>
        <message>
            <source>Edited</source>
            <translation>修改</translation>
        </message>
        <message>
            <source>End of the journal: {code}</source>
            <translation>操作记录末尾：{code}</translation>
        </message>
        <message>
            <source>Failed</source>
            <translation>未成功</translation>
        </message>
        <message>
            <source>Handed over by</source>
            <translation>交班人</translation>
        </message>
        <message>
            <source>ID numbers</source>
            <translation>其中证件号</translation>
        </message>
        <message>
            <source>Made {time}</source>
            <translation>生成于 {time}</translation>
        </message>
        <message>
            <source>New buyers</source>
            <translation>新买家</translation>
        </message>
        <message>
            <source>New members</source>
            <translation>注册</translation>
        </message>
        <message>
            <source>No operator</source>
            <translation>未设操作员</translation>
        </message>
        <message>
            <source>Nothing was done</source>
            <translation>没有操作</translation>
        </message>
        <message>
            <source>Numbers shown</source>
            <translation>查看号码</translation>
        </message>
        <message>
            <source>Operator</source>
            <translation>操作员</translation>
        </message>
        <message>
            <source>Pending</source>
            <translation>待确认</translation>
        </message>
        <message>
            <source>Shift summary</source>
            <translation>交班小结</translation>
        </message>
        <message>
            <source>Taken over by</source>
            <translation>接班人</translation>
        </message>
        <message>
            <source>This computer</source>
            <translation>本机</translation>
        </message>
        <message>
            <source>Total</source>
            <translation>合计</translation>
        </message>
        <message>
            <source>Unbound</source>
            <translation>解绑</translation>
        </message>
    </context>
    <context>
        <name>ShortcutWords</name>
        <message>
            <source>Back to the search box</source>
            <translation>回到搜索框</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>关闭</translation>
        </message>
        <message>
            <source>Empty the box</source>
            <translation>清空</translation>
        </message>
        <message>
            <source>Everything that can be done</source>
            <translation>能做的操作</translation>
        </message>
        <message>
            <source>Field before</source>
            <translation>上一栏</translation>
        </message>
        <message>
            <source>Forms</source>
            <translation>表单</translation>
        </message>
        <message>
            <source>Into the details</source>
            <translation>进入资料</translation>
        </message>
        <message>
            <source>Into the list</source>
            <translation>进入列表</translation>
        </message>
        <message>
            <source>List of results</source>
            <translation>结果列表</translation>
        </message>
        <message>
            <source>Next field</source>
            <translation>下一栏</translation>
        </message>
        <message>
            <source>Next or last buyer</source>
            <translation>上一位、下一位</translation>
        </message>
        <message>
            <source>Open the only buyer, else go into the list</source>
            <translation>只有一位就打开，否则进入列表</translation>
        </message>
        <message>
            <source>Recent searches</source>
            <translation>最近搜索</translation>
        </message>
        <message>
            <source>Register, where nobody has this phone</source>
            <translation>没有这个手机号就注册</translation>
        </message>
        <message>
            <source>Save</source>
            <translation>保存</translation>
        </message>
        <message>
            <source>Search box</source>
            <translation>搜索框</translation>
        </message>
        <message>
            <source>Undo typing</source>
            <translation>撤销输入</translation>
        </message>
    </context>
    <context>
        <name>ShortcutsDialog</name>
        <message>
            <source>Close</source>
            <translation>关闭</translation>
        </message>
        <message>
            <source>Close (Esc)</source>
            <translation>关闭 (Esc)</translation>
        </message>
        <message>
            <source>Filter</source>
            <translation>筛选</translation>
        </message>
        <message>
            <source>Keyboard shortcuts</source>
            <translation>快捷键</translation>
        </message>
        <message>
            <source>No key for that</source>
            <translation>没有这样的快捷键</translation>
        </message>
        <message>
            <source>What, or which key</source>
            <translation>做什么，或哪个键</translation>
        </message>
    </context>
    <context>
        <name>Shutter</name>
        <message>
            <source>Not settled yet: {count}. They go on.</source>
            <translation>还有 {count} 项未完成，会继续处理。</translation>
        </message>
        <message>
            <source>What {name} typed into a form is not saved.</source>
            <translation>{name} 填写的表单还没有保存。</translation>
        </message>
    </context>
    <context>
        <name>SignInPage</name>
        <message>
            <source>Hide it</source>
            <translation>隐藏</translation>
        </message>
        <message>
            <source>Locked</source>
            <translation>已锁定</translation>
        </message>
        <message>
            <source>Nothing is shown until somebody has signed in.</source>
            <translation>登录之前不显示任何资料。</translation>
        </message>
        <message>
            <source>One moment…</source>
            <translation>请稍候…</translation>
        </message>
        <message>
            <source>Operator</source>
            <translation>操作员</translation>
        </message>
        <message>
            <source>Password or PIN</source>
            <translation>密码或 PIN</translation>
        </message>
        <message>
            <source>Show it</source>
            <translation>显示</translation>
        </message>
        <message>
            <source>Sign in</source>
            <translation>登录</translation>
        </message>
        <message>
            <source>Sign in all the same</source>
            <translation>仍然登录</translation>
        </message>
        <message>
            <source>{name} goes on where it was left; anybody else may sign in, too.</source>
            <translation>{name} 登录后接着做；其他人也可以登录。</translation>
        </message>
    </context>
    <context>
        <name>SigningFields</name>
        <message>
            <source>A name in braces is unknown, or a brace has no partner</source>
            <translation>花括号里的名称不认识，或花括号不成对</translation>
        </message>
        <message>
            <source>Each part: header, query or body, then a name, then a value; a semicolon between them</source>
            <translation>每一项：header、query 或 body，空格，名称，空格，值；各项之间用分号</translation>
        </message>
        <message>
            <source>Hash</source>
            <translation>算法</translation>
        </message>
        <message>
            <source>Name of the key (appKey)</source>
            <translation>密钥名（appKey）</translation>
        </message>
        <message>
            <source>Needed</source>
            <translation>必填</translation>
        </message>
        <message>
            <source>Time</source>
            <translation>时间格式</translation>
        </message>
        <message>
            <source>What is sent with each request</source>
            <translation>每次请求附带</translation>
        </message>
        <message>
            <source>What is signed</source>
            <translation>签名的原文</translation>
        </message>
        <message>
            <source>Written as</source>
            <translation>写法</translation>
        </message>
    </context>
    <context>
        <name>SourceCards</name>
        <message>
            <source>Local file</source>
            <translation>本机文件</translation>
        </message>
        <message>
            <source>PostgreSQL, many computers</source>
            <translation>PostgreSQL，多台电脑</translation>
        </message>
        <message>
            <source>REST, on a server</source>
            <translation>REST，厂商服务器</translation>
        </message>
        <message>
            <source>Remote API</source>
            <translation>远程接口</translation>
        </message>
        <message>
            <source>SQLite, for one computer</source>
            <translation>SQLite，只在这台电脑</translation>
        </message>
        <message>
            <source>Shared database</source>
            <translation>共用数据库</translation>
        </message>
    </context>
    <context>
        <name>SourceFoot</name>
        <message>
            <source>Cancel</source>
            <translation>取消</translation>
        </message>
        <message>
            <source>In use</source>
            <translation>正在使用</translation>
        </message>
        <message>
            <source>Not settled yet: {count}. They stay on this computer, and go on when this source is open again.</source>
            <translation>还有 {count} 项没有办完。它们保存在这台电脑上，下次打开此数据来源时继续。</translation>
        </message>
        <message>
            <source>Opening…</source>
            <translation>正在打开…</translation>
        </message>
        <message>
            <source>Switch all the same</source>
            <translation>仍要切换</translation>
        </message>
        <message>
            <source>Switch to the file</source>
            <translation>切换到本机文件</translation>
        </message>
        <message>
            <source>Switch to the server</source>
            <translation>切换到远程接口</translation>
        </message>
        <message>
            <source>Switch to the shared database</source>
            <translation>切换到共用数据库</translation>
        </message>
        <message>
            <source>Test and switch</source>
            <translation>测试并切换</translation>
        </message>
    </context>
    <context>
        <name>SourceForm</name>
        <message>
            <source>Another one…</source>
            <translation>另一个…</translation>
        </message>
        <message>
            <source>Forget this source</source>
            <translation>忘掉这个来源</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>名称</translation>
        </message>
        <message>
            <source>Source</source>
            <translation>来源</translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>撤销</translation>
        </message>
        <message>
            <source>{name} is forgotten. Its data stays where it is.</source>
            <translation>已忘掉 {name}，数据还在原处。</translation>
        </message>
    </context>
    <context>
        <name>SourcePage</name>
        <message>
            <source>Comparing with the old address…</source>
            <translation>正在与旧地址比对…</translation>
        </message>
        <message>
            <source>Data source</source>
            <translation>数据来源</translation>
        </message>
        <message>
            <source>In use: made-up data</source>
            <translation>正在用演示数据</translation>
        </message>
        <message>
            <source>In use: {name}. Switching needs no restart.</source>
            <translation>正在用 {name}，切换不用重启</translation>
        </message>
        <message>
            <source>No source is open</source>
            <translation>没有打开的数据来源</translation>
        </message>
        <message>
            <source>Something is being saved. Switch when it is done.</source>
            <translation>正在保存，保存完再切换。</translation>
        </message>
        <message>
            <source>The questions are in the clipboard: paste them into a message to the vendor.</source>
            <translation>问题已复制，粘贴到发给供应商的消息里即可。</translation>
        </message>
        <message>
            <source>There is no keyring to trust: the password is forgotten when the program ends.</source>
            <translation>这台电脑没有可信的钥匙串，密码只记到程序关闭。</translation>
        </message>
    </context>
    <context>
        <name>SourceWords</name>
        <message numerus="yes">
            <source>%Ln buyers</source>
            <translation>
                <numerusform>%Ln 位买家</numerusform>
            </translation>
        </message>
        <message>
            <source>, </source>
            <translation>，</translation>
        </message>
        <message>
            <source>Cannot reach</source>
            <translation>连不上</translation>
        </message>
        <message>
            <source>Connecting</source>
            <translation>正在连接</translation>
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
            <source>Not encrypted</source>
            <translation>未加密</translation>
        </message>
        <message>
            <source>Offline</source>
            <translation>离线</translation>
        </message>
        <message>
            <source>Online</source>
            <translation>在线</translation>
        </message>
        <message>
            <source>Remote API, {place}</source>
            <translation>远程接口，{place}</translation>
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
            <source>Sign-in needed</source>
            <translation>需要登录</translation>
        </message>
        <message>
            <source>Slow</source>
            <translation>响应慢</translation>
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
            <source>copy {facts}</source>
            <translation>本机资料 {facts}</translation>
        </message>
        <message>
            <source>the last backup failed ({code})</source>
            <translation>上次备份失败（{code}）</translation>
        </message>
    </context>
    <context>
        <name>StaffDialog</name>
        <message>
            <source>Cancel</source>
            <translation>取消</translation>
        </message>
    </context>
    <context>
        <name>Staffing</name>
        <message>
            <source>Sign out all the same</source>
            <translation>仍然退出登录</translation>
        </message>
        <message>
            <source>The password is changed</source>
            <translation>密码已修改</translation>
        </message>
    </context>
    <context>
        <name>StepWords</name>
        <message>
            <source>Access</source>
            <translation>读写</translation>
        </message>
        <message>
            <source>DNS</source>
            <translation>域名</translation>
        </message>
        <message>
            <source>File</source>
            <translation>文件</translation>
        </message>
        <message>
            <source>Key</source>
            <translation>认证</translation>
        </message>
        <message>
            <source>Nobody answers at this address, or nobody who speaks TLS. Check the address and its port.</source>
            <translation>这个地址没有应答，或者不支持 TLS。请核对地址和端口。</translation>
        </message>
        <message>
            <source>Read</source>
            <translation>读取</translation>
        </message>
        <message>
            <source>Server</source>
            <translation>服务器</translation>
        </message>
        <message>
            <source>Sign-in</source>
            <translation>登录</translation>
        </message>
        <message>
            <source>TLS</source>
            <translation>加密</translation>
        </message>
        <message>
            <source>Tables</source>
            <translation>表结构</translation>
        </message>
        <message>
            <source>The key reads buyer {whom} of tenant {about}. Is that your shop?</source>
            <translation>密钥读到租户 {about} 的买家 {whom}，是您的店吗？</translation>
        </message>
        <message>
            <source>The server answered but let nobody in. Check the database's name and the choice for TLS.</source>
            <translation>服务器有回应，但连不进去。请检查数据库名和加密方式。</translation>
        </message>
        <message>
            <source>The server does not accept this key; it may also be wanted in another way. The vendor knows.</source>
            <translation>服务器不认这把密钥，认证方式可能不对。请问供应商。</translation>
        </message>
        <message>
            <source>The server does not answer. Check host and port, and that this computer may reach it.</source>
            <translation>服务器没有回应。请检查主机和端口，以及这台电脑能不能连到它。</translation>
        </message>
        <message>
            <source>The server does not prove who it is; nothing was sent to it. Check the address and this computer's date. In a network that looks into encrypted lines, trust this computer's certificates (Advanced).</source>
            <translation>服务器的证书无效，没有向它发送任何内容。请核对地址和本机日期；如果公司网络会检查加密流量，请在高级里选用本机的证书。</translation>
        </message>
        <message>
            <source>The server knows no such user, or the password is wrong. Type both again.</source>
            <translation>没有这个用户，或者密码不对，请重新输入。</translation>
        </message>
        <message>
            <source>The server lets you in and cannot list buyers. Give the number or openId of one that it has.</source>
            <translation>密钥通过了，但这个接口不能列出买家。请填一位已知买家的编号或 openId。</translation>
        </message>
        <message>
            <source>The server lets you in and has no such buyer. Give the number or openId of one that it has.</source>
            <translation>密钥通过了，但服务器上没有这位买家。请换一位已知买家的编号或 openId。</translation>
        </message>
        <message>
            <source>There is no server of this name. Check the address, and that this computer is on the network.</source>
            <translation>没有这个名字的服务器。请检查地址，以及这台电脑是否联网。</translation>
        </message>
        <message numerus="yes">
            <source>This computer's clock is %n minutes off the server's. Set it right: a signature is refused by the time in it.</source>
            <translation>
                <numerusform>这台电脑的时钟与服务器相差 %n 分钟。请校准，否则签名会因时间被拒绝。</numerusform>
            </translation>
        </message>
        <message>
            <source>accepted</source>
            <translation>已接受</translation>
        </message>
        <message>
            <source>addresses: {count}</source>
            <translation>找到 {count} 个地址</translation>
        </message>
        <message>
            <source>buyer {count}</source>
            <translation>读到买家 {count}</translation>
        </message>
        <message>
            <source>buyers: {count}</source>
            <translation>读到 {count} 位买家</translation>
        </message>
        <message>
            <source>failed</source>
            <translation>没通过</translation>
        </message>
        <message>
            <source>good until {about}</source>
            <translation>证书到 {about}</translation>
        </message>
        <message>
            <source>it answers</source>
            <translation>有回应</translation>
        </message>
        <message>
            <source>it is there</source>
            <translation>已找到</translation>
        </message>
        <message>
            <source>may be written</source>
            <translation>可以读写</translation>
        </message>
        <message>
            <source>no buyers yet</source>
            <translation>还没有买家</translation>
        </message>
        <message>
            <source>not done</source>
            <translation>没做</translation>
        </message>
        <message>
            <source>not encrypted</source>
            <translation>没有加密</translation>
        </message>
        <message>
            <source>the one of the pairing code</source>
            <translation>与配对码一致</translation>
        </message>
        <message>
            <source>this program's own</source>
            <translation>是本程序的</translation>
        </message>
        <message>
            <source>user accepted</source>
            <translation>用户被接受</translation>
        </message>
        <message>
            <source>will be made</source>
            <translation>会新建</translation>
        </message>
    </context>
    <context>
        <name>TestCard</name>
        <message>
            <source>All four passed, {count} ms</source>
            <translation>四步都通过，共 {count} 毫秒</translation>
        </message>
        <message>
            <source>Connection test</source>
            <translation>连接测试</translation>
        </message>
        <message>
            <source>Copy the questions for the vendor</source>
            <translation>复制要问供应商的问题</translation>
        </message>
        <message>
            <source>Failed</source>
            <translation>没通过</translation>
        </message>
        <message>
            <source>Tenant {number} is confirmed</source>
            <translation>已确认是租户 {number}</translation>
        </message>
        <message>
            <source>Test</source>
            <translation>测试</translation>
        </message>
        <message>
            <source>Test again</source>
            <translation>再测一次</translation>
        </message>
        <message>
            <source>Testing…</source>
            <translation>正在测试…</translation>
        </message>
        <message>
            <source>Yes, it is ours</source>
            <translation>是我们的店</translation>
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
        <name>TransferWindow</name>
        <message>
            <source>It is running. Press Esc again to stop it; nothing will be written.</source>
            <translation>正在进行。再按一次 Esc 停止，什么都不会写入。</translation>
        </message>
        <message>
            <source>No data source is open</source>
            <translation>没有打开的数据来源</translation>
        </message>
        <message>
            <source>Stop</source>
            <translation>停止</translation>
        </message>
        <message>
            <source>Stopping…</source>
            <translation>正在停止…</translation>
        </message>
        <message>
            <source>Wait until one is, then try again.</source>
            <translation>等打开后再试。</translation>
        </message>
    </context>
    <context>
        <name>TransferWords</name>
        <message>
            <source>1 row</source>
            <translation>1 行</translation>
        </message>
        <message>
            <source>A text is too long for Excel</source>
            <translation>有一格文字超过 Excel 的上限</translation>
        </message>
        <message>
            <source>Address</source>
            <translation>地址</translation>
        </message>
        <message>
            <source>Alias</source>
            <translation>备注名</translation>
        </message>
        <message>
            <source>Another member has this ID number</source>
            <translation>另一位会员已用这个证件号</translation>
        </message>
        <message>
            <source>Another member has this number</source>
            <translation>这个会员号已有别人</translation>
        </message>
        <message>
            <source>Another member has this phone</source>
            <translation>另一位会员已用这个手机号</translation>
        </message>
        <message>
            <source>Belongs to another tenant</source>
            <translation>属于另一个租户</translation>
        </message>
        <message>
            <source>Birthday</source>
            <translation>生日</translation>
        </message>
        <message>
            <source>Bound to another member already</source>
            <translation>这位买家已绑定别的会员</translation>
        </message>
        <message>
            <source>Call them openId (or buyer phone) and member phone in the first row.</source>
            <translation>请把首行写成 openId（或买家手机）和会员手机。</translation>
        </message>
        <message>
            <source>Choose a file with headers in its first row.</source>
            <translation>请选第一行有表头的文件。</translation>
        </message>
        <message>
            <source>Choose the name again.</source>
            <translation>请重新起名。</translation>
        </message>
        <message>
            <source>Close it in Excel, check that it is still there, then choose it again.</source>
            <translation>请在 Excel 里关掉它，确认文件还在，再选一次。</translation>
        </message>
        <message>
            <source>Each row is a write of its own: take 50,000 at most.</source>
            <translation>每行单独写入，一批最多 50,000 行。</translation>
        </message>
        <message>
            <source>Excel files are not installed here</source>
            <translation>这里没有安装 Excel 支持</translation>
        </message>
        <message>
            <source>ID number</source>
            <translation>证件号</translation>
        </message>
        <message>
            <source>It broke off</source>
            <translation>中途断了</translation>
        </message>
        <message>
            <source>Its text cannot be read. Save it as .xlsx or as CSV in UTF-8.</source>
            <translation>读不出文字。请另存为 .xlsx 或 UTF-8 的 CSV。</translation>
        </message>
        <message>
            <source>Look up one buyer while the server answers, then import the file.</source>
            <translation>请在服务器可用时先查询一位买家，再导入文件。</translation>
        </message>
        <message>
            <source>Member number</source>
            <translation>会员号</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>姓名</translation>
        </message>
        <message>
            <source>Neither name nor phone nor openId</source>
            <translation>没有姓名、手机号，也没有 openId</translation>
        </message>
        <message>
            <source>No columns for buyer and member phone</source>
            <translation>找不到买家和会员手机两列</translation>
        </message>
        <message>
            <source>No number by which the server knows it</source>
            <translation>缺少服务器上的编号</translation>
        </message>
        <message>
            <source>Nothing was read. Save the rows as CSV.</source>
            <translation>没有读取。请把内容存为 CSV。</translation>
        </message>
        <message>
            <source>Nothing was written.</source>
            <translation>什么都没有写入。</translation>
        </message>
        <message>
            <source>Nothing was written. Close it in Excel, then choose it again.</source>
            <translation>什么都没有写入。请在 Excel 中关闭它，然后重新选择。</translation>
        </message>
        <message>
            <source>Nothing was written. Try again; if it stays, start the program anew.</source>
            <translation>什么都没有写入。请再试一次；如果还是这样，请重新启动程序。</translation>
        </message>
        <message>
            <source>Number</source>
            <translation>编号</translation>
        </message>
        <message>
            <source>One cell holds 32,767 characters. Export to CSV.</source>
            <translation>一格最多 32,767 个字，请导出为 CSV。</translation>
        </message>
        <message>
            <source>One sheet holds 1,048,575 rows. Export to CSV.</source>
            <translation>一张表最多 1,048,575 行，请导出为 CSV。</translation>
        </message>
        <message>
            <source>Open it in Excel and save it again as .xlsx or CSV.</source>
            <translation>请用 Excel 打开，重新另存为 .xlsx 或 CSV。</translation>
        </message>
        <message>
            <source>Open it in Excel and save it as .xlsx or CSV.</source>
            <translation>请用 Excel 打开，另存为 .xlsx 或 CSV。</translation>
        </message>
        <message>
            <source>Phone</source>
            <translation>手机号</translation>
        </message>
        <message>
            <source>Picture</source>
            <translation>头像</translation>
        </message>
        <message>
            <source>Registered on</source>
            <translation>注册时间</translation>
        </message>
        <message>
            <source>Sex</source>
            <translation>性别</translation>
        </message>
        <message>
            <source>Stopped</source>
            <translation>已停止</translation>
        </message>
        <message>
            <source>Tenant</source>
            <translation>租户</translation>
        </message>
        <message>
            <source>The ID number is in row {row} already</source>
            <translation>证件号与第 {row} 行相同</translation>
        </message>
        <message>
            <source>The file must end in .csv or .xlsx</source>
            <translation>文件名要以 .csv 或 .xlsx 结尾</translation>
        </message>
        <message>
            <source>The number is in row {row} already</source>
            <translation>编号与第 {row} 行相同</translation>
        </message>
        <message>
            <source>The openId is in row {row} already</source>
            <translation>openId 与第 {row} 行相同</translation>
        </message>
        <message>
            <source>The phone is in row {row} already</source>
            <translation>手机号与第 {row} 行相同</translation>
        </message>
        <message>
            <source>The server has it no longer</source>
            <translation>服务器上已没有</translation>
        </message>
        <message>
            <source>This file cannot be opened</source>
            <translation>打不开这个文件</translation>
        </message>
        <message>
            <source>This file is damaged</source>
            <translation>这个文件损坏了</translation>
        </message>
        <message>
            <source>This file is empty</source>
            <translation>这个文件是空的</translation>
        </message>
        <message>
            <source>This file unpacks to more than 2 GB</source>
            <translation>这个文件解开后超过 2 GB</translation>
        </message>
        <message>
            <source>This file was changed meanwhile</source>
            <translation>这个文件中途被改动了</translation>
        </message>
        <message>
            <source>This is Excel's old format</source>
            <translation>这是旧版 Excel 格式</translation>
        </message>
        <message>
            <source>This is not a table</source>
            <translation>这不是表格文件</translation>
        </message>
        <message>
            <source>Too many rows for Excel</source>
            <translation>行数超过 Excel 的上限</translation>
        </message>
        <message>
            <source>Too many rows for one batch</source>
            <translation>一批的行数太多</translation>
        </message>
        <message>
            <source>Use CSV, or install the extra "excel".</source>
            <translation>请用 CSV，或安装附加组件 excel。</translation>
        </message>
        <message>
            <source>Was forgotten here; only registering them at the counter brings them back</source>
            <translation>此顾客已被忘记；只有在柜台重新注册才会恢复</translation>
        </message>
        <message>
            <source>Whose buyers these are is not known yet</source>
            <translation>还不知道这是哪家店的买家</translation>
        </message>
        <message>
            <source>openId</source>
            <translation>openId</translation>
        </message>
        <message>
            <source>{count} rows</source>
            <translation>{count} 行</translation>
        </message>
        <message>
            <source>{field}: Excel has cut off digits, make the column text</source>
            <translation>{field}被 Excel 截掉了位数，请把这列改成文本</translation>
        </message>
        <message>
            <source>{field}: a character that cannot be stored</source>
            <translation>{field}有无法保存的字符</translation>
        </message>
        <message>
            <source>{field}: masked with stars</source>
            <translation>{field}带星号，不完整</translation>
        </message>
        <message>
            <source>{field}: neither male nor female nor unknown</source>
            <translation>{field}不是男、女或未知</translation>
        </message>
        <message>
            <source>{field}: not a date</source>
            <translation>{field}不是日期</translation>
        </message>
        <message>
            <source>{field}: not a number</source>
            <translation>{field}不是数字</translation>
        </message>
        <message>
            <source>{field}: too long</source>
            <translation>{field}太长</translation>
        </message>
    </context>
    <context>
        <name>TwinWords</name>
        <message numerus="yes">
            <source>%n other buyers have this phone</source>
            <translation>
                <numerusform>同一手机号另有 %n 位买家</numerusform>
            </translation>
        </message>
        <message>
            <source>Another openId differs in capitals only</source>
            <translation>另有买家的 openId 只差大小写</translation>
        </message>
        <message>
            <source>Another openId differs in capitals only: somebody else</source>
            <translation>另有 openId 只差大小写，那是另一个人</translation>
        </message>
        <message>
            <source>It may be a unionid, or another app's.</source>
            <translation>可能是 unionid，或来自别的公众号、小程序。</translation>
        </message>
        <message>
            <source>Look twice at this buyer</source>
            <translation>请核对这位买家</translation>
        </message>
        <message>
            <source>More than {count} other buyers have this phone</source>
            <translation>同一手机号的买家不止 {count} 位</translation>
        </message>
        <message>
            <source>Perhaps one customer: official account and mini program give an openId each.</source>
            <translation>可能是同一位顾客，公众号与小程序各有一个 openId。</translation>
        </message>
        <message>
            <source>That is somebody else: scan the code, do not type it.</source>
            <translation>那是另一个人，请扫码，不要手输。</translation>
        </message>
        <message>
            <source>The openId begins unlike the others: perhaps a unionid</source>
            <translation>openId 的开头与其他买家不同，可能是 unionid</translation>
        </message>
        <message>
            <source>This openId does not begin as this shop's do</source>
            <translation>这个 openId 的开头与本店其他买家不同</translation>
        </message>
        <message>
            <source>{what}: perhaps one customer</source>
            <translation>{what}，可能是同一位顾客</translation>
        </message>
    </context>
    <context>
        <name>UnlockForm</name>
        <message>
            <source>Open the ID numbers</source>
            <translation>解开证件号</translation>
        </message>
        <message>
            <source>Recovery code</source>
            <translation>恢复码</translation>
        </message>
    </context>
    <context>
        <name>ValueLabel</name>
        <message>
            <source>Copy</source>
            <translation>复制</translation>
        </message>
    </context>
    <context>
        <name>VendorQuestions</name>
        <message>
            <source>Can a member be looked up by phone or card number? With which call?</source>
            <translation>能按手机号或卡号查会员吗？用哪个接口？</translation>
        </message>
        <message>
            <source>Does saveuser with id 0 make a new buyer? Does it keep the fields that are left out?</source>
            <translation>saveuser 传 id 0 是新增吗？没有传的字段会保留吗？</translation>
        </message>
        <message>
            <source>How does bindmember choose the member? What if the phone has none or several, or the buyer is bound already?</source>
            <translation>bindmember 怎样选会员？手机号没有会员、有多个会员，或者买家已经绑定时会怎样？</translation>
        </message>
        <message>
            <source>How is the key shown: in a header, in the address, as a Bearer token, or by a signature? Under which name?</source>
            <translation>密钥怎么传：请求头、网址参数、Bearer 令牌，还是签名？参数名是什么？</translation>
        </message>
        <message>
            <source>We use your API api/weixin/wxbuyinguser. The server answers 401 to our key. The page leaves these points open:</source>
            <translation>我们在用贵方的接口 api/weixin/wxbuyinguser，服务器对我们的密钥答复 401。接口文档没有写明以下几点，请帮忙说明：</translation>
        </message>
        <message>
            <source>What is answered for a buyer that does not exist? How many ids may getlist have? Are requests limited?</source>
            <translation>买家不存在时返回什么？getlist 一次最多多少个编号？请求频率有限制吗？</translation>
        </message>
        <message>
            <source>What is data in the answers of saveuser, createmember and bindmember: the buyer's or the member's number?</source>
            <translation>saveuser、createmember、bindmember 返回的 data 是什么：买家编号还是会员编号？</translation>
        </message>
        <message>
            <source>Which numbers does sex have? Which fields are required, how long may they be, and is a phone unique?</source>
            <translation>sex 有哪些取值？哪些字段必填，最长多少？手机号唯一吗？</translation>
        </message>
        <message>
            <source>With a signature: which string is signed, in which order, with which hash? How far may the clock be off?</source>
            <translation>如果是签名：对什么字符串签名，顺序怎样，用哪种算法？时钟最多能差多少？</translation>
        </message>
        <message>
            <source>With a token: at which address do we get it, and how long is it good? Is it the tenant's or the shop's?</source>
            <translation>如果是令牌：在哪个地址取，有效期多久？是租户的还是门店的？</translation>
        </message>
    </context>
    <context>
        <name>VerdictPage</name>
        <message numerus="yes">
            <source>%Ln member numbers have no member here. Until you import the members they read "{example}".</source>
            <translation>
                <numerusform>%Ln 个会员号在这里没有会员资料。导入会员之前显示为“{example}”。</numerusform>
            </translation>
        </message>
        <message>
            <source>Errors</source>
            <translation>错误</translation>
        </message>
        <message>
            <source>Every row can be imported.</source>
            <translation>每一行都能导入。</translation>
        </message>
        <message>
            <source>Leave these out and import the other {rows}</source>
            <translation>跳过这些，导入其余 {rows}</translation>
        </message>
        <message>
            <source>Member #8812 (details not imported)</source>
            <translation>会员 #8812（资料未导入）</translation>
        </message>
        <message>
            <source>New</source>
            <translation>新增</translation>
        </message>
        <message>
            <source>Save this list</source>
            <translation>保存清单</translation>
        </message>
        <message>
            <source>Unchanged, skipped</source>
            <translation>没有变化，跳过</translation>
        </message>
        <message>
            <source>Updated</source>
            <translation>更新</translation>
        </message>
        <message>
            <source>{heading}, the first {count} are listed</source>
            <translation>{heading}，列出前 {count} 行</translation>
        </message>
        <message>
            <source>{rows} cannot be imported</source>
            <translation>{rows}不能导入</translation>
        </message>
        <message>
            <source>{rows} have a number that is taken: they get a new one.</source>
            <translation>{rows}的编号已被占用，会得到新编号。</translation>
        </message>
    </context>
    <context>
        <name>WaitingWords</name>
        <message>
            <source>, </source>
            <translation>、</translation>
        </message>
        <message>
            <source>name</source>
            <translation>姓名</translation>
        </message>
        <message>
            <source>not stored yet</source>
            <translation>尚未写入服务器</translation>
        </message>
        <message>
            <source>openId</source>
            <translation>openId</translation>
        </message>
        <message>
            <source>phone</source>
            <translation>手机号</translation>
        </message>
        <message>
            <source>to be sent</source>
            <translation>待发送</translation>
        </message>
        <message>
            <source>to be sent: {fields}</source>
            <translation>待发送：{fields}</translation>
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
        <name>WindowParts</name>
        <message>
            <source>New buyer</source>
            <translation>新建买家</translation>
        </message>
    </context>
    <context>
        <name>Windows</name>
        <message numerus="yes">
            <source>Restored %n buyers; the file before it is kept</source>
            <translation>
                <numerusform>已恢复 %n 位买家，原来的文件另外保存</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Restored %n buyers; whoever left or was forgotten since is back</source>
            <translation>
                <numerusform>已恢复 %n 位买家；之后停用或忘记的人又回来了</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>WitnessField</name>
        <message>
            <source>A line is no number with an openId behind it</source>
            <translation>有一行不是“编号 openId”的格式</translation>
        </message>
        <message>
            <source>Five buyers of this shop: number and openId, one a line</source>
            <translation>本店的五位买家：编号和 openId，每行一位</translation>
        </message>
        <message>
            <source>{count} different buyers are needed</source>
            <translation>需要 {count} 位不同的买家</translation>
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
            <source>%n by alias</source>
            <translation>
                <numerusform>备注名 %n 条</numerusform>
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
        <message>
            <source>yesterday {time}</source>
            <translation>昨天 {time}</translation>
        </message>
        <message>
            <source>{alias} (alias)</source>
            <translation>{alias}（备注）</translation>
        </message>
    </context>
    <context>
        <name>_NameField</name>
        <message>
            <source>A name is missing.</source>
            <translation>请填写名字。</translation>
        </message>
    </context>
    <context>
        <name>_Steps</name>
        <message>
            <source>{count} ms</source>
            <translation>{count} 毫秒</translation>
        </message>
    </context>
</TS>
