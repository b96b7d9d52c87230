namespace Hub.Tests.Configuration;

public sealed class ListenerCheckTests : IDisposable
{
    private readonly ConfigurationFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("http://127.0.0.1:0")]
    [InlineData("http://[::1]:8080")]
    [InlineData("http://localhost:8080")]
    public void A_loopback_listener_may_be_plain(string url) => Assert.Empty(_folder.Faults(Http("Url", url)));

    [Theory]
    [InlineData("http://0.0.0.0:8080")]
    [InlineData("http://*:8080")]
    [InlineData("http://[::]:8080")]
    [InlineData("http://10.1.2.3:8080")]
    [InlineData("http://hub.example.org:8080")]
    [InlineData("http://loopback:8080")]
    public void A_plain_listener_for_other_machines_needs_AllowPlain(string url)
    {
        var fault = _folder.Fault(Http("Url", url));
        Assert.Equal("Http:Url", fault.Key);
        Assert.Contains("without TLS", fault.Problem, StringComparison.Ordinal);
        _folder.Environment["OMNIHUB__Http__AllowPlain"] = "true";
        Assert.Empty(_folder.Faults(Http("Url", url)));
    }

    [Theory]
    [InlineData("8080")]
    [InlineData("ftp://127.0.0.1")]
    [InlineData("http://127.0.0.1:8080/path")]
    [InlineData("http://localhost:0")]
    [InlineData("http://127.0.0.1:99999")]
    public void An_address_that_cannot_be_listened_on_is_a_fault(string url) => Assert.Equal("Http:Url", _folder.Fault(Http("Url", url)).Key);

    [Fact]
    public void An_https_listener_needs_a_certificate_that_exists()
    {
        Assert.Equal("Http:Certificate:File", _folder.Fault(Http("Url", "https://*:8443")).Key);
        _folder.Environment["OMNIHUB__Http__Certificate__File"] = "/nowhere/hub.pem";
        var fault = _folder.Fault(Http("Url", "https://*:8443"));
        Assert.Equal("OMNIHUB__Http__Certificate__File", fault.Origin);
        _folder.Environment["OMNIHUB__Http__Certificate__File"] = _folder.Write("hub.pem", "certificate");
        Assert.Empty(_folder.Faults(Http("Url", "https://*:8443")));
    }

    [Theory]
    [InlineData("https://hub.example.org/", "slash")]
    [InlineData("https://hub.example.org/omnihub/", "slash")]
    [InlineData("http://hub.example.org", "plain http")]
    [InlineData("ftp://hub.example.org", "scheme")]
    [InlineData("hub.example.org", "absolute")]
    [InlineData("https://0.0.0.0", "every interface")]
    [InlineData("https://hub.example.org?a=1", "query")]
    [InlineData("https://user:canary@hub.example.org", "user name")]
    public void K02_a_public_url_that_providers_could_not_sign_is_a_fault(string url, string problem)
    {
        var fault = _folder.Fault(Http("PublicUrl", url));
        Assert.Equal("Http:PublicUrl", fault.Key);
        Assert.Contains(problem, fault.Problem, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", fault.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://hub.example.org")]
    [InlineData("https://hub.example.org:8443/omnihub")]
    [InlineData("http://localhost:8080")]
    public void K02_a_good_public_url_passes(string url) => Assert.Empty(_folder.Faults(Http("PublicUrl", url)));

    [Fact]
    public void A_proxy_is_an_address_or_a_network() =>
        Assert.Equal("Http:TrustedProxies:1", _folder.Fault("""{ "Http": { "TrustedProxies": [ "::1", "proxy", "10.0.0.0/8" ] } }""").Key);

    private static string Http(string key, string value) => $$"""{ "Http": { "{{key}}": "{{value}}" } }""";
}
