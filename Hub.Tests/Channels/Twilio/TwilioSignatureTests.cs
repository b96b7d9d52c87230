using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Hub.Channels.Twilio;
using Hub.Core.Channels;

namespace Hub.Tests.Channels.Twilio;

public sealed class TwilioSignatureTests
{
    private const string Token = "f1b0c4d2e3a5968778695a4b3c2d1e0f";
    private const string Url = "https://hub.example.org/hooks/sms";

    private static readonly List<KeyValuePair<string, string>> Form = [new("Body", "Grüße + 100 % 你好"), new("From", "+4915112345678"), new("MessageSid", "SM1")];

    [Fact]
    public void The_vectors_of_Twilios_own_libraries_are_judged_as_they_say()
    {
        var file = Corpus.Files("twilio", ".json").Single(path => path.EndsWith("vectors.json", StringComparison.Ordinal));
        using var vectors = JsonDocument.Parse(File.ReadAllText(file));
        var wrong = vectors.RootElement.EnumerateArray().Where(vector => Judge(vector) != vector.GetProperty("valid").GetBoolean())
            .Select(vector => vector.GetProperty("name").GetString()).ToList();
        Assert.Empty(wrong);
        Assert.Equal(20, vectors.RootElement.GetArrayLength());
    }

    [Theory]
    [InlineData(Url, Url, true)]
    [InlineData(Url, "https://hub.example.org:443/hooks/sms", true)]
    [InlineData("https://hub.example.org:8443/hooks/sms", "https://hub.example.org/hooks/sms", true)]
    [InlineData("https://hub.example.org:8443/hooks/sms", "https://hub.example.org:8443/hooks/sms", true)]
    [InlineData("https://[2001:db8::1]/hooks/sms", "https://[2001:db8::1]:443/hooks/sms", true)]
    [InlineData("https://xn--bcher-kva.example/hooks/sms?a=%2B1&b=2", "https://xn--bcher-kva.example/hooks/sms?a=%2B1&b=2", true)]
    [InlineData("https://hub.example.org/hooks/sms?a=%2B1", "https://hub.example.org/hooks/sms?a=+1", false)]
    [InlineData("https://hub.example.org/hooks/sms?a=1&b=2", "https://hub.example.org/hooks/sms?b=2&a=1", false)]
    [InlineData(Url, "http://hub.example.org/hooks/sms", false)]
    [InlineData(Url, "https://hub.example.org/Hooks/sms", false)]
    [InlineData(Url, "https://hub.example.org/hooks/sms/", false)]
    [InlineData(Url, "https://evil.example.org/hooks/sms", false)]
    public void F02_the_public_address_counts_with_its_port_and_without_and_in_nothing_else(string ours, string signed, bool isGenuine) =>
        Assert.Equal(isGenuine, new TwilioSignature([Token]).IsGenuine(ours, Sign(Token, signed, Form), Form, "x"u8));

    [Fact]
    public void F03_the_token_before_and_that_of_a_sub_account_are_as_good()
    {
        var signature = new TwilioSignature([Token, "0123456789abcdef0123456789abcdef", "fedcba9876543210fedcba9876543210"]);
        Assert.True(signature.IsGenuine(Url, Sign("0123456789abcdef0123456789abcdef", Url, Form), Form, "x"u8));
        Assert.True(signature.IsGenuine(Url, Sign("fedcba9876543210fedcba9876543210", Url, Form), Form, "x"u8));
        Assert.False(signature.IsGenuine(Url, Sign("ffffffffffffffffffffffffffffffff", Url, Form), Form, "x"u8));
    }

    [Theory]
    [InlineData("")]
    [InlineData("=")]
    [InlineData("&&&")]
    [InlineData("=value&=")]
    [InlineData("a=%zz&b=%F0%28&c=%")]
    [InlineData("a=1&a=1&a=2&%61=1")]
    [InlineData("\0=\0")]
    public void F04_whatever_a_form_holds_it_is_read_and_judged_without_an_error(string body)
    {
        var request = Request(body, "application/x-www-form-urlencoded; charset=UTF-8");
        var fields = TwilioFields.Read(request)!;
        var signature = new TwilioSignature([Token]);
        foreach (var given in (string?[])[null, "", " ", "=", "not base64", "AAAA", Convert.ToBase64String(new byte[20]), new string('A', 100_000)])
            foreach (var url in (string[])["", "://", "?", "https://", "https://h?bodySHA256", "https://h?bodySHA256=", "https://@:/?bodySHA256=zz", Url])
                Assert.False(signature.IsGenuine(url, given, fields.All, request.Body.Span));
        Assert.True(signature.IsGenuine(Url, Sign(Token, Url, [.. fields.All.Distinct()]), fields.All, request.Body.Span));
    }

    [Fact]
    public void F04_of_another_body_the_address_must_name_the_hash()
    {
        var body = "{}"u8.ToArray();
        var hashed = Url + "?bodySHA256=" + Convert.ToHexStringLower(SHA256.HashData(body));
        var signature = new TwilioSignature([Token]);
        Assert.True(signature.IsGenuine(hashed, Sign(Token, hashed, []), null, body));
        Assert.False(signature.IsGenuine(hashed, Sign(Token, hashed, []), null, "{ }"u8));
        Assert.False(signature.IsGenuine(Url, Sign(Token, Url, []), null, body));
        Assert.Null(TwilioFields.Read(Request("{}", "application/json")));
    }

    private static bool Judge(JsonElement vector)
    {
        var fields = vector.GetProperty("params").ValueKind == JsonValueKind.Array
            ? vector.GetProperty("params").EnumerateArray().Select(pair => KeyValuePair.Create(pair[0].GetString()!, pair[1].GetString()!)).ToList()
            : null;
        var body = Encoding.UTF8.GetBytes(vector.GetProperty("body").GetString() ?? "form");
        return new TwilioSignature([vector.GetProperty("token").GetString()!])
            .IsGenuine(vector.GetProperty("url").GetString()!, vector.GetProperty("signature").GetString(), fields, body);
    }

    private static string Sign(string token, string url, List<KeyValuePair<string, string>> fields)
    {
        var text = fields.OrderBy(field => field.Key, StringComparer.Ordinal).ThenBy(field => field.Value, StringComparer.Ordinal)
            .Aggregate(url, (signed, field) => signed + field.Key + field.Value);
#pragma warning disable CA5350 // the provider's scheme
        return Convert.ToBase64String(HMACSHA1.HashData(Encoding.UTF8.GetBytes(token), Encoding.UTF8.GetBytes(text)));
#pragma warning restore CA5350
    }

    private static WebhookRequest Request(string body, string type) =>
        new("POST", Url, "", new Dictionary<string, string> { ["content-type"] = type }, Encoding.UTF8.GetBytes(body));
}
