using Hub.Host.Commands;

namespace Hub.Tests.Commands;

public sealed class CheckCommandTests : IDisposable
{
    private readonly string _file = Path.GetTempFileName();
    private readonly StringWriter _output = new();
    private readonly StringWriter _errors = new();

    public void Dispose()
    {
        File.Delete(_file);
        _output.Dispose();
        _errors.Dispose();
    }

    [Fact]
    public void A_good_file_exits_0()
    {
        Assert.Equal(0, Check("{}"));
        Assert.Contains("no faults", _output.ToString(), StringComparison.Ordinal);
        Assert.Empty(_errors.ToString());
    }

    [Fact]
    public void K01_faults_are_printed_one_a_line_with_file_line_key_and_fix_and_exit_1()
    {
        Assert.Equal(1, Check("{\n\"Http\": { \"Ulr\": \"canary\" },\n\"Journal\": { \"KeepDays\": 0 }\n}"));
        var lines = _errors.ToString().Split(Environment.NewLine);
        Assert.Equal($"{_file}:2: Http:Ulr is not a known key. Fix: did you mean Url? Otherwise remove it.", lines[0]);
        Assert.StartsWith($"{_file}:3: Journal:KeepDays is out of range", lines[1], StringComparison.Ordinal);
        Assert.Equal("2 faults in the configuration", lines[2]);
        Assert.DoesNotContain("canary", _errors.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void An_argument_it_does_not_know_exits_2()
    {
        Assert.Equal(2, CheckCommand.Run(["--confg", _file], _output, _errors));
        Assert.Contains("--confg", _errors.ToString(), StringComparison.Ordinal);
    }

    private int Check(string json)
    {
        File.WriteAllText(_file, json);
        return CheckCommand.Run(["--config", _file], _output, _errors);
    }
}
