using System.Globalization;

namespace Hub.Host.Bench.Smtp;

/// <summary>The processes of a private Postfix (master(5)).</summary>
internal static class PostfixServices
{
    /// <summary>A master.cf with one listener, on this loopback port.</summary>
    public static string Master(int port) => string.Create(
        CultureInfo.InvariantCulture,
        $"""
        127.0.0.1:{port} inet n - n - - smtpd
        pickup     unix n - n 60 1 pickup
        cleanup    unix n - n - 0 cleanup
        qmgr       unix n - n 300 1 qmgr
        rewrite    unix - - n - - trivial-rewrite
        bounce     unix - - n - 0 bounce
        defer      unix - - n - 0 bounce
        trace      unix - - n - 0 bounce
        verify     unix - - n - 1 verify
        flush      unix n - n 1000? 0 flush
        proxymap   unix - - n - - proxymap
        proxywrite unix - - n - 1 proxymap
        smtp       unix - - n - - smtp
        showq      unix n - n - - showq
        error      unix - - n - - error
        retry      unix - - n - - error
        discard    unix - - n - - discard
        virtual    unix - n n - - virtual
        anvil      unix - - n - 1 anvil
        scache     unix - - n - 1 scache
        tlsmgr     unix - - n 1000? 1 tlsmgr
        postlog    unix-dgram n - n - 1 postlogd

        """);
}
