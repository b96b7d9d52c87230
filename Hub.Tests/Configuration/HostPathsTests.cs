using Hub.Host.Configuration;

namespace Hub.Tests.Configuration;

public sealed class HostPathsTests : IDisposable
{
    private readonly string _here = Directory.CreateTempSubdirectory("omnihub-here-").FullName;
    private readonly string _program = Directory.CreateTempSubdirectory("omnihub-program-").FullName;

    public void Dispose()
    {
        Directory.Delete(_here, recursive: true);
        Directory.Delete(_program, recursive: true);
    }

    [Fact]
    public void The_file_is_looked_for_here_and_then_beside_the_program()
    {
        Assert.Equal(Path.Combine(_here, "config", "hub.json"), Parse().ConfigFile);
        Touch(_program);
        Assert.Equal(Path.Combine(_program, "config", "hub.json"), Parse().ConfigFile);
        Touch(_here);
        Assert.Equal(Path.Combine(_here, "config", "hub.json"), Parse().ConfigFile);
    }

    [Fact]
    public void The_command_line_names_file_and_folder_and_leaves_the_rest()
    {
        var paths = Parse("--config", "my.json", "add", "--data=/var/hub", "ann");
        Assert.Equal(Path.Combine(_here, "my.json"), paths.ConfigFile);
        Assert.Equal("/var/hub", paths.DataFolder);
        Assert.Equal(["add", "ann"], paths.OtherArguments);
        Assert.Null(paths.Problem);
    }

    [Fact]
    public void The_data_folder_is_data_here() => Assert.Equal(Path.Combine(_here, "data"), Parse().DataFolder);

    [Fact]
    public void An_option_without_its_value_or_given_twice_is_a_problem()
    {
        Assert.Equal("--config needs a file", Parse("--config").Problem);
        Assert.Equal("--data needs a folder", Parse("--data=").Problem);
        Assert.Equal("--data is given twice", Parse("--data", "a", "--data", "b").Problem);
    }

    private HostPaths Parse(params string[] args) => HostPaths.FromArguments(args, [_here, _program]);

    private static void Touch(string folder)
    {
        Directory.CreateDirectory(Path.Combine(folder, "config"));
        File.WriteAllText(Path.Combine(folder, "config", "hub.json"), "{}");
    }
}
