using Hub.Host.Configuration;

namespace Hub.Tests.Configuration;

public sealed class SecretCheckTests : IDisposable
{
    private const string Key = "Channels:crm:Webhook:Secret";
    private const string Canary = "c4n4ry-Kd83hs92hGs7";
    private readonly ConfigurationFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void K01_a_secret_written_into_the_file_is_refused_and_not_printed() => AssertFault(Canary, "holds a secret itself");

    [Fact]
    public void K01_a_secret_file_that_others_can_read_is_refused_with_its_mode()
    {
        _folder.Write("key", Canary, Mode(0b110_100_100));
        var fault = AssertFault("file:key", "0644");
        Assert.Contains("chmod 600", fault.Fix, StringComparison.Ordinal);
        _folder.Write("key", Canary, Mode(0b110_000_000));
        Assert.Empty(_folder.Faults(Channel("file:key")));
    }

    [Fact]
    public void K01_a_link_to_a_secret_file_that_others_can_read_is_refused()
    {
        var path = _folder.Write("key", Canary, Mode(0b110_100_000));
        File.CreateSymbolicLink(Path.Combine(Path.GetDirectoryName(path)!, "link"), path);
        AssertFault("file:link", "0640");
    }

    [Theory]
    [InlineData("env:MISSING", "MISSING is not set")]
    [InlineData("env:EMPTY", "EMPTY is empty")]
    [InlineData("file:missing", "does not exist")]
    [InlineData("file:empty", "is empty")]
    [InlineData("file:config", "cannot be read")]
    [InlineData("env:", "holds a secret itself")]
    public void K01_a_secret_that_cannot_be_had_is_a_fault(string reference, string problem)
    {
        _folder.Environment["EMPTY"] = "";
        _folder.Write("empty", "\n");
        AssertFault(reference, problem);
    }

    [Theory]
    [InlineData("secret", "shorter than 16")]
    [InlineData("changeme", "shorter than 16")]
    [InlineData("Kd83hs92hGs7abc", "shorter than 16")]
    [InlineData("changeme-changeme", "well-known")]
    [InlineData("PasswordPassword", "well-known")]
    [InlineData("0123456789abcdef", "well-known")]
    [InlineData("aaaaaaaaaaaaaaaaaaaa", "well-known")]
    public void K01_a_default_or_short_secret_is_refused_and_not_printed(string secret, string problem)
    {
        _folder.Environment["KEY"] = secret;
        var fault = AssertFault("env:KEY", problem);
        Assert.DoesNotContain(secret, fault.Problem.Replace("a well-known default secret", "", StringComparison.Ordinal)
            .Replace("refers to a secret", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public void K01_a_webhook_without_a_secret_is_refused() => AssertFault("", "is empty");

    [Fact]
    public void A_good_secret_passes()
    {
        _folder.Environment["KEY"] = Canary;
        Assert.Empty(_folder.Faults(Channel("env:KEY")));
    }

    [Theory]
    [InlineData("http://crm.example.org/in", "plain http")]
    [InlineData("crm.example.org/in", "absolute")]
    [InlineData("https://user:c4n4ry-Kd83hs92hGs7@crm.example.org/in", "user name")]
    public void A_webhook_url_that_gives_away_what_is_written_is_refused(string url, string problem)
    {
        _folder.Environment["KEY"] = Canary;
        var fault = _folder.Fault(Channel("env:KEY", url));
        Assert.Equal("Channels:crm:Webhook:Url", fault.Key);
        Assert.Contains(problem, fault.Problem, StringComparison.Ordinal);
        Assert.DoesNotContain(Canary, fault.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void K01_a_password_in_a_connection_string_of_the_file_is_refused_and_not_printed()
    {
        var json = $$"""{ "Storage": { "Provider": "postgres", "ConnectionString": "Host=db;Password={{Canary}}" } }""";
        var fault = _folder.Fault(json);
        Assert.Equal("Storage:ConnectionString", fault.Key);
        Assert.DoesNotContain(Canary, fault.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_connection_string_may_be_plain_without_a_password_referred_to_or_in_the_environment()
    {
        Assert.Empty(_folder.Faults("""{ "Storage": { "Provider": "postgres", "ConnectionString": "Host=db;Username=hub" } }"""));
        _folder.Environment["DB"] = $"Host=db;Password={Canary}";
        Assert.Empty(_folder.Faults("""{ "Storage": { "Provider": "postgres", "ConnectionString": "env:DB" } }"""));
        _folder.Environment["OMNIHUB__Storage__ConnectionString"] = $"Host=db;Password={Canary}";
        Assert.Empty(_folder.Faults("""{ "Storage": { "Provider": "postgres" } }"""));
    }

    [Fact]
    public void A_connection_string_that_cannot_be_read_is_a_fault() =>
        Assert.Contains("not a connection string",
            _folder.Fault("""{ "Storage": { "Provider": "postgres", "ConnectionString": "=;=" } }""").Problem, StringComparison.Ordinal);

    [Fact]
    public void A_connection_string_that_sqlite_would_ignore_is_a_fault() =>
        Assert.Equal("Storage:ConnectionString", _folder.Fault("""{ "Storage": { "ConnectionString": "Data Source=my.db" } }""").Key);

    private ConfigurationFault AssertFault(string reference, string problem)
    {
        var fault = _folder.Fault(Channel(reference));
        Assert.Equal(Key, fault.Key);
        Assert.Contains(problem, fault.Problem, StringComparison.Ordinal);
        Assert.DoesNotContain(Canary, fault.ToString(), StringComparison.Ordinal);
        return fault;
    }

    private static UnixFileMode Mode(int bits) => (UnixFileMode)bits;

    private static string Channel(string secret, string url = "https://crm.example.org/in") => $$"""
        { "Channels": { "crm": { "Kind": "http", "Name": "CRM", "Queue": "support",
            "Webhook": { "Url": "{{url}}", "Secret": "{{secret}}" } } } }
        """;
}
