<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
    <context>
        <name>AddressChange</name>
        <message numerus="yes">
            <source>%n known buyers were asked for, {agreed} are the same there.</source>
            <translation>
                <numerusform>%n known buyer was asked for, {agreed} are the same there.</numerusform>
                <numerusform>%n known buyers were asked for, {agreed} are the same there.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>BackupList</name>
        <message numerus="yes">
            <source>%Ln buyers</source>
            <translation>
                <numerusform>%Ln buyer</numerusform>
                <numerusform>%Ln buyers</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln members</source>
            <translation>
                <numerusform>%Ln member</numerusform>
                <numerusform>%Ln members</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>CopyWords</name>
        <message numerus="yes">
            <source>%Ln buyers</source>
            <translation>
                <numerusform>%Ln buyer</numerusform>
                <numerusform>%Ln buyers</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>DonePage</name>
        <message numerus="yes">
            <source>%Ln buyers have the phone of a member</source>
            <translation>
                <numerusform>%Ln buyer has the phone of a member</numerusform>
                <numerusform>%Ln buyers have the phone of a member</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>EntryWords</name>
        <message numerus="yes">
            <source>%n rows</source>
            <translation>
                <numerusform>%n row</numerusform>
                <numerusform>%n rows</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n times in a row</source>
            <translation>
                <numerusform>once</numerusform>
                <numerusform>%n times in a row</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ForgetDialog</name>
        <message numerus="yes">
            <source>%n buyers are forgotten</source>
            <translation>
                <numerusform>%n buyer is forgotten</numerusform>
                <numerusform>%n buyers are forgotten</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ForgetSheet</name>
        <message numerus="yes">
            <source>Take back %n writes that wait to be sent</source>
            <translation>
                <numerusform>Take back %n write that waits to be sent</numerusform>
                <numerusform>Take back %n writes that wait to be sent</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ForgetWords</name>
        <message numerus="yes">
            <source>%n automatic backups still have the data; with one a day, all of them are gone by {day}. Whom one of them brings back when it is restored here is forgotten again at once.</source>
            <translation>
                <numerusform>%n automatic backup still has the data; with one a day, it is gone by {day}. Whom it brings back when it is restored here is forgotten again at once.</numerusform>
                <numerusform>%n automatic backups still have the data; with one a day, all of them are gone by {day}. Whom one of them brings back when it is restored here is forgotten again at once.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n buyers</source>
            <translation>
                <numerusform>%n buyer</numerusform>
                <numerusform>%n buyers</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n files were exported, the last on {day}: look through them.</source>
            <translation>
                <numerusform>%n file was exported, on {day}: look through it.</numerusform>
                <numerusform>%n files were exported, the last on {day}: look through them.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n lines keep only that something was done</source>
            <translation>
                <numerusform>%n line keeps only that something was done</numerusform>
                <numerusform>%n lines keep only that something was done</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n were left: something waits to be sent for them.</source>
            <translation>
                <numerusform>%n was left: something waits to be sent.</numerusform>
                <numerusform>%n were left: something waits to be sent for them.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n were no longer there.</source>
            <translation>
                <numerusform>%n was no longer there.</numerusform>
                <numerusform>%n were no longer there.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>MakingPage</name>
        <message numerus="yes">
            <source>%Ln buyers</source>
            <translation>
                <numerusform>%Ln buyer</numerusform>
                <numerusform>%Ln buyers</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>MappingPage</name>
        <message numerus="yes">
            <source>%n columns</source>
            <translation>
                <numerusform>%n column</numerusform>
                <numerusform>%n columns</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ProfileTab</name>
        <message numerus="yes">
            <source>%n with this phone</source>
            <translation>
                <numerusform>%n with this phone</numerusform>
                <numerusform>%n with this phone</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>SourceWords</name>
        <message numerus="yes">
            <source>%Ln buyers</source>
            <translation>
                <numerusform>%Ln buyer</numerusform>
                <numerusform>%Ln buyers</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>StepWords</name>
        <message numerus="yes">
            <source>This computer's clock is %n minutes off the server's. Set it right: a signature is refused by the time in it.</source>
            <translation>
                <numerusform>This computer's clock is %n minute off the server's. Set it right: a signature is refused by the time in it.</numerusform>
                <numerusform>This computer's clock is %n minutes off the server's. Set it right: a signature is refused by the time in it.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>TwinWords</name>
        <message numerus="yes">
            <source>%n other buyers have this phone</source>
            <translation>
                <numerusform>%n other buyer has this phone</numerusform>
                <numerusform>%n other buyers have this phone</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>VerdictPage</name>
        <message numerus="yes">
            <source>%Ln member numbers have no member here. Until you import the members they read "{example}".</source>
            <translation>
                <numerusform>%Ln member number has no member here. Until you import the members it reads "{example}".</numerusform>
                <numerusform>%Ln member numbers have no member here. Until you import the members they read "{example}".</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Windows</name>
        <message numerus="yes">
            <source>Restored %n buyers; the file before it is kept</source>
            <translation>
                <numerusform>Restored %n buyer; the file before it is kept</numerusform>
                <numerusform>Restored %n buyers; the file before it is kept</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Restored %n buyers; whoever left or was forgotten since is back</source>
            <translation>
                <numerusform>Restored %n buyer; whoever left or was forgotten since is back</numerusform>
                <numerusform>Restored %n buyers; whoever left or was forgotten since is back</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Words</name>
        <message numerus="yes">
            <source>%n by ID number</source>
            <translation>
                <numerusform>%n by ID number</numerusform>
                <numerusform>%n by ID number</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n by alias</source>
            <translation>
                <numerusform>%n by alias</numerusform>
                <numerusform>%n by alias</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n by buyer number</source>
            <translation>
                <numerusform>%n by buyer number</numerusform>
                <numerusform>%n by buyer number</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n by member name</source>
            <translation>
                <numerusform>%n by member name</numerusform>
                <numerusform>%n by member name</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n by member number</source>
            <translation>
                <numerusform>%n by member number</numerusform>
                <numerusform>%n by member number</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n by member phone</source>
            <translation>
                <numerusform>%n by member phone</numerusform>
                <numerusform>%n by member phone</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n by middle</source>
            <translation>
                <numerusform>%n by middle</numerusform>
                <numerusform>%n by middle</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n by name</source>
            <translation>
                <numerusform>%n by name</numerusform>
                <numerusform>%n by name</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n by openId</source>
            <translation>
                <numerusform>%n by openId</numerusform>
                <numerusform>%n by openId</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n by openId start</source>
            <translation>
                <numerusform>%n by openId start</numerusform>
                <numerusform>%n by openId start</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n by phone</source>
            <translation>
                <numerusform>%n by phone</numerusform>
                <numerusform>%n by phone</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n by pinyin</source>
            <translation>
                <numerusform>%n by pinyin</numerusform>
                <numerusform>%n by pinyin</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n by start</source>
            <translation>
                <numerusform>%n by start</numerusform>
                <numerusform>%n by start</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n by tail</source>
            <translation>
                <numerusform>%n by tail</numerusform>
                <numerusform>%n by tail</numerusform>
            </translation>
        </message>
    </context>
</TS>
