namespace Hub.Host.Bench.Mime;

/// <summary>Mails that are sound and use as much of the format as a few lines can.</summary>
internal static class MailSeeds
{
    public static IReadOnlyList<string> All { get; } =
    [
        """
        From: "Ann Lee" <ann@example.org>, =?utf-8?q?J=C3=B6rg?= (comment (nested)) <@relay.example:j@example.org>
        To: Friends: a@example.org, "b c" <b@example.org>;
        Subject: =?utf-8?B?R3LDvMOfZQ==?= =?iso-2022-jp?B?GyRCJDMbKEI=?=
        Date: Tue, 1 Jul 2003 10:52:37 +0200 (CEST)
        Message-ID: <1@example.org>
        References: <2@example.org> <3@example.org>
        Content-Type: multipart/mixed; boundary="outer"

        preamble
        --outer
        Content-Type: multipart/alternative; boundary=inner

        --inner
        Content-Type: text/plain; charset=iso-2022-jp; format=flowed; delsp=yes

        $B$3$s$K$A$O(B flowed 
        > quoted 
        -- 
        --inner
        Content-Type: text/html; charset=gb18030
        Content-Transfer-Encoding: quoted-printable

        <p>=D6=D0=CE=C4=81=30=81=30 =
        &amp; more</p>
        --inner--
        --outer
        Content-Type: image/png; name*0*=utf-8''%E4%BD; name*1=.png
        Content-Disposition: inline; filename="C:\a\"b.png"
        Content-Transfer-Encoding: base64
        Content-ID: <i@x>

        aGVsbG8gd29ybGQ=
        --outer--
        """,
        """
        From: ann@example.org
        Content-Type: multipart/digest; boundary=d

        --d

        Subject: one
        Content-Type: message/rfc822

        Subject: two
        --d
        Content-Type: text/plain; charset=utf-7

        Hi +AOQ- +2D3cTg- there
        --d
        Content-Type: application/octet-stream
        Content-Transfer-Encoding: x-uuencode

        begin 644 cat.txt
        #0V%T
        `
        end
        --d
        Content-Type: text/plain; charset=utf-16
        Content-Transfer-Encoding: base64

        //5hAGIAAAA=
        --d
        Content-Type: text/html; charset=hz-gb-2312

        <style>x</style><!-- ~{VPND~} --><head></head>~{VPND
        --d--
        """,
    ];
}
