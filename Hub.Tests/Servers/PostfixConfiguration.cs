namespace Hub.Tests.Servers;

/// <summary>The main.cf that tells a private Postfix what to do.</summary>
internal sealed record PostfixConfiguration(string Folder, ServerCertificate Certificate, int? SaslPort)
{
    /// <summary>Whose mail it is when root runs the tests: Postfix never delivers as root.</summary>
    public const string RootDeliversAs = "nobody";

    private const int NobodyId = 65534;

    public string Main()
    {
        var (user, group) = ServerUser.IsRoot ? (NobodyId, NobodyId) : (OwnId("-u"), OwnId("-g"));
        return $"""
            compatibility_level = 3.6
            queue_directory = {Folder}/queue
            data_directory = {Folder}/data
            command_directory = /usr/sbin
            daemon_directory = /usr/lib/postfix/sbin
            meta_directory = /etc/postfix
            mail_owner = postfix
            setgid_group = postdrop
            maillog_file = /dev/stdout
            myhostname = mx.example.test
            mydestination =
            alias_maps =
            alias_database =
            inet_interfaces = 127.0.0.1
            inet_protocols = ipv4
            mynetworks =
            smtputf8_enable = yes
            virtual_mailbox_domains = example.test
            virtual_mailbox_maps = static:all/
            virtual_mailbox_base = {Folder}/mail
            virtual_uid_maps = static:{user}
            virtual_gid_maps = static:{group}
            virtual_transport = virtual
            default_transport = error:this server reaches no other machine
            transport_maps = texthash:{Folder}/conf/transport
            smtp_dns_support_level = disabled
            smtp_host_lookup = native
            smtp_tls_security_level = may
            smtpd_tls_cert_file = {Certificate.CertificateFile}
            smtpd_tls_key_file = {Certificate.KeyFile}
            smtpd_tls_security_level = may
            smtpd_tls_auth_only = yes
            smtpd_sasl_auth_enable = {(SaslPort is null ? "no" : "yes")}
            smtpd_sasl_type = dovecot
            smtpd_sasl_path = inet:127.0.0.1:{SaslPort ?? 1}
            smtpd_sasl_security_options = noanonymous
            smtpd_relay_restrictions = permit_sasl_authenticated, reject_unauth_destination
            smtpd_peername_lookup = no
            minimal_backoff_time = 1s
            maximal_backoff_time = 5s
            queue_run_delay = 1s

            """;
    }

    private static int OwnId(string option)
    {
        using var id = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo("id", option) { RedirectStandardOutput = true })!;
        return int.Parse(id.StandardOutput.ReadToEnd(), System.Globalization.CultureInfo.InvariantCulture);
    }
}
