<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
    <context>
        <name>Actions</name>
        <message>
            <source>&amp;About</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>&amp;Back up now…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>&amp;Bind existing member…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>&amp;Buyer</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>&amp;Dark</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>&amp;Edit</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>&amp;Export…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>&amp;File</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>&amp;Help</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>&amp;History</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>&amp;Import…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>&amp;Keyboard shortcuts</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>&amp;Language</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>&amp;Light</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>&amp;Member</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>&amp;New buyer…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>&amp;Operations</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>&amp;Profile</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>&amp;Quit</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>&amp;Refresh</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>&amp;Register member</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>&amp;Restore a backup…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>&amp;Search</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>&amp;Settings…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>&amp;Show number</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>&amp;Theme</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>&amp;Unbind…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>&amp;View</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>As the &amp;system</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Bind &amp;another member…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Copy &amp;openId</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Copy &amp;phone</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Copy &amp;row</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>F&amp;ull screen</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>S&amp;can</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>Messages</name>
        <message>
            <source>A manager has to bring it up to date once; a backup is made before.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Another program is writing to it. Wait a moment, then try again.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Ask a manager to sign in and do it.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Changed meanwhile, or already taken</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Check the key in Settings, data source.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Choose another data source in Settings if you need it.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Correct what you typed, then try again.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Do not send it again yet: the buyer is being read to find out.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>It was not searched and not kept. Scan the customer's member code instead.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>It was not touched. Choose another file, or restore the last backup.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>It was not touched. Choose another file.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>It was not touched. Install the newer version of this program to open it.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>No longer there</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Nothing more is written to it. Restore the last backup.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Nothing was saved. Free some space, then try again.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Nothing was saved. Give this user write access to the file, or open another.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Nothing was saved. Look at what is stored now, then decide.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Nothing was saved. Try again (F5); if it stays, restore the last backup.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Nothing was sent. Check the network, then try again (F5).</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Perhaps done, perhaps not</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Read its reason, correct the form and send it again.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Somebody removed it meanwhile. Search again.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Something unexpected happened</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The buyer has no member now. Bind again, or restore the old member in History.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The database failed</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The database is busy</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The database is damaged</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The database is read-only</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The disk is full</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The server cannot be reached</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The server does not accept the credentials</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The server refused</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The server's answer makes no sense</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>This cannot be accepted</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>This database belongs to another program</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>This database is from a newer version</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>This database is from an older version</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>This file is not a database</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>This is a payment code</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>This needs a manager</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>This source cannot do that</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Try again (F5). If it stays, tell who runs the server.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Unbound, but not bound again</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>What you typed is kept. Try again; if it stays, copy the details for support.</source>
            <translation type="unfinished" />
        </message>
    </context>
</TS>
