namespace Hub.Tests.Configuration;

public sealed class ConfigurationCheckTests : IDisposable
{
    private readonly ConfigurationFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void K01_an_unknown_key_is_named_with_file_line_path_and_the_likely_one()
    {
        var fault = _folder.Fault("{\n  \"Http\": {\n    \"Ulr\": \"canary\"\n  }\n}");
        Assert.Equal((_folder.ConfigFile, 3, "Http:Ulr"), (fault.Origin, fault.Line, fault.Key));
        Assert.Equal("is not a known key", fault.Problem);
        Assert.Contains("did you mean Url", fault.Fix, StringComparison.Ordinal);
    }

    [Fact]
    public void K01_an_unknown_section_is_one_fault_however_much_it_holds()
    {
        var fault = _folder.Fault("""{ "Jornal": { "KeepDays": 90, "More": { "Of": [1, 2] } } }""");
        Assert.Equal("Jornal", fault.Key);
        Assert.Contains("did you mean Journal", fault.Fix, StringComparison.Ordinal);
    }

    [Fact]
    public void K01_an_unknown_key_like_no_other_lists_the_known_ones() =>
        Assert.Contains("known here: Provider, ConnectionString", _folder.Fault("""{ "Storage": { "Colour": 1 } }""").Fix, StringComparison.Ordinal);

    [Fact]
    public void K01_every_environment_variable_with_an_unknown_key_is_named()
    {
        _folder.Environment["OMNIHUB__Htpp__Url"] = "http://127.0.0.1:1";
        _folder.Environment["OMNIHUB__Htpp__OpenDocs"] = "true";
        _folder.Environment["OMNIHUB_ADMIN_PASSWORD"] = "not a setting";
        var faults = _folder.Faults("{}");
        Assert.Equal(["OMNIHUB__Htpp__OpenDocs", "OMNIHUB__Htpp__Url"], faults.Select(fault => fault.Origin));
        Assert.All(faults, fault => Assert.Equal(("Htpp", null), (fault.Key, fault.Line)));
    }

    [Theory]
    [InlineData("""{ "Http": { "AllowPlain": "true" } }""", "Http:AllowPlain", "true or false")]
    [InlineData("""{ "Http": { "AllowPlain": 1 } }""", "Http:AllowPlain", "true or false")]
    [InlineData("""{ "Journal": { "KeepDays": "90" } }""", "Journal:KeepDays", "a whole number of 1 to 3650")]
    [InlineData("""{ "Journal": { "KeepDays": 1.5 } }""", "Journal:KeepDays", "a whole number of 1 to 3650")]
    [InlineData("""{ "Journal": { "KeepDays": null } }""", "Journal:KeepDays", "a whole number of 1 to 3650")]
    [InlineData("""{ "Journal": { "KeepDays": [90] } }""", "Journal:KeepDays", "a whole number of 1 to 3650")]
    [InlineData("""{ "Journal": 90 }""", "Journal", "must be a section")]
    [InlineData("""{ "Http": { "Url": 8080 } }""", "Http:Url", "text")]
    [InlineData("""{ "Http": { "TrustedProxies": "10.0.0.1" } }""", "Http:TrustedProxies", "must be a list")]
    [InlineData("""{ "Http": { "TrustedProxies": [ 10 ] } }""", "Http:TrustedProxies:0", "text")]
    [InlineData("""{ "Storage": { "Provider": "mysql" } }""", "Storage:Provider", "one of \"sqlite\", \"postgres\"")]
    [InlineData("""{ "Storage": { "Provider": "1" } }""", "Storage:Provider", "one of \"sqlite\", \"postgres\"")]
    [InlineData("""{ "Channels": [] }""", "Channels", "must be a section")]
    [InlineData("""{ "Channels": { "api": "http" } }""", "Channels:api", "must be a section")]
    public void K01_a_wrong_type_is_one_fault_that_says_what_is_expected(string json, string key, string expected)
    {
        var fault = _folder.Fault(json);
        Assert.Equal(key, fault.Key);
        Assert.Contains(expected, fault.Problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "Journal": { "KeepDays": 0 } }""", "Journal:KeepDays", "1 to 3650")]
    [InlineData("""{ "Journal": { "KeepDays": 99999999999 } }""", "Journal:KeepDays", "1 to 3650")]
    [InlineData("""{ "Http": { "MaxBodyBytes": 1 } }""", "Http:MaxBodyBytes", "65536 to 1073741824")]
    public void A_number_out_of_range_is_told_the_range(string json, string key, string range)
    {
        var fault = _folder.Fault(json);
        Assert.Equal(key, fault.Key);
        Assert.Contains(range, fault.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Options_that_contradict_each_other_are_a_fault() =>
        Assert.Equal("Security:SessionIdleMinutes", _folder.Fault("""{ "Security": { "SessionHours": 1, "SessionIdleMinutes": 90 } }""").Key);

    [Fact]
    public void K01_a_duplicate_key_names_both_lines_and_hides_no_other_fault()
    {
        var faults = _folder.Faults("{\n\"Http\": {\n\"OpenDocs\": true,\n\"opendocs\": false\n},\n\"Jornal\": {}\n}");
        Assert.Equal(["Http:opendocs", "Jornal"], faults.Select(fault => fault.Key));
        Assert.Equal(4, faults[0].Line);
        Assert.Contains("first on line 3", faults[0].Problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\n  \"Http\": {\n    \"Url\": canary\n", 3, "column 12")]
    [InlineData("{ \"Http\": { } ", 1, "column")]
    [InlineData("", 1, "column 1")]
    public void K01_a_file_that_is_no_json_names_line_and_column_and_quotes_nothing(string json, int line, string column)
    {
        var fault = _folder.Fault(json);
        Assert.Equal(line, fault.Line);
        Assert.Contains(column, fault.Problem, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", fault.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("\"text\"")]
    public void A_file_that_is_no_object_is_a_fault(string json) =>
        Assert.Contains("one JSON object", _folder.Fault(json).Problem, StringComparison.Ordinal);

    [Fact]
    public void A_missing_file_is_a_fault() => Assert.Equal("does not exist", Assert.Single(_folder.Load().Faults).Problem);

    [Fact]
    public void An_unknown_kind_of_channel_is_told_the_likely_one()
    {
        var fault = _folder.Fault("""{ "Channels": { "crm": { "Kind": "htp", "Whatever": 1 } } }""");
        Assert.Equal("Channels:crm:Kind", fault.Key);
        Assert.Contains("did you mean http", fault.Fix, StringComparison.Ordinal);
    }

    [Fact]
    public void A_channel_needs_kind_name_and_queue()
    {
        Assert.Equal("Channels:crm:Kind", _folder.Fault("""{ "Channels": { "crm": { } } }""").Key);
        var faults = _folder.Faults("""{ "Channels": { "crm": { "Kind": "http", "Queue": " " } } }""");
        Assert.Equal(
            [("Channels:crm:Name", "is missing"), ("Channels:crm:Queue", "is empty")],
            faults.Select(fault => (fault.Key, fault.Problem)).OrderBy(fault => fault.Key));
    }

    [Theory]
    [InlineData("CRM")]
    [InlineData("a b")]
    [InlineData("api\\n")]
    [InlineData("")]
    public void An_id_of_a_channel_must_fit_into_an_address(string id) =>
        Assert.Equal($"Channels:{id.Replace("\\n", "\n", StringComparison.Ordinal)}", _folder.Fault($$"""{ "Channels": { "{{id}}": { "Kind": "http", "Name": "n", "Queue": "q" } } }""").Key);

    [Fact]
    public void All_faults_are_found_at_once()
    {
        _folder.Environment["OMNIHUB__Journal__KeepDays"] = "soon";
        var faults = _folder.Faults("""
            {
              "Storage": { "Provider": "postgres" },
              "Http": { "Url": "http://0.0.0.0:80", "Open": true },
              "Channels": { "crm": { "Kind": "http", "Name": "CRM", "Queue": "", "Webhook": { "Url": "https://crm.example.org/in" } } }
            }
            """);
        Assert.Equal(
            ["Channels:crm:Queue", "Channels:crm:Webhook:Secret", "Http:Open", "Http:Url", "Journal:KeepDays", "Storage:ConnectionString"],
            faults.Select(fault => fault.Key).Order(StringComparer.Ordinal));
        Assert.All(faults, fault => Assert.NotEmpty(fault.Fix));
    }

    [Fact]
    public void The_environment_wins_and_any_letter_case_will_do()
    {
        _folder.Environment["OMNIHUB__HTTP__OPENDOCS"] = "True";
        _folder.Environment["OMNIHUB__Http__TrustedProxies__0"] = "10.0.0.0/8";
        _folder.Environment["OMNIHUB__CHANNELS__CRM__QUEUE"] = "sales";
        var configuration = _folder.Load(
            """{ "Http": { "OpenDocs": false }, "Channels": { "crm": { "Kind": "http", "Name": "CRM", "Queue": "support" } } }""");
        Assert.Empty(configuration.Faults);
        var http = configuration.Section<Hub.Host.Http.HttpOptions>("Http");
        Assert.True(http.OpenDocs);
        Assert.Equal(["10.0.0.0/8"], http.TrustedProxies);
        Assert.Equal(("crm", "sales"), configuration.Channels().Select(channel => (channel.Key, channel.Value.Queue)).Single());
    }

    [Fact]
    public void Comments_trailing_commas_and_a_byte_order_mark_are_fine() =>
        Assert.Empty(_folder.Faults("\uFEFF// a comment\n{ /* another */ \"Journal\": { \"KeepDays\": 7, }, }"));
}
