using System.Net;
using Hub.Host.Commands;
using Hub.Tests.Servers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace Hub.Tests.Commands;

public sealed class HealthCommandTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("http://127.0.0.1:8080", "http://127.0.0.1:8080/healthz")]
    [InlineData("http://0.0.0.0:8080", "http://127.0.0.1:8080/healthz")]
    [InlineData("http://+:80", "http://127.0.0.1:80/healthz")]
    [InlineData("https://[::]:8443", "https://127.0.0.1:8443/healthz")]
    [InlineData("http://*:8080;https://*:8443", "http://127.0.0.1:8080/healthz")]
    [InlineData("http://[::1]:8080", "http://[::1]:8080/healthz")]
    [InlineData("http://hub.example.org:8080/", "http://hub.example.org:8080/healthz")]
    public void The_host_is_asked_where_it_listens(string listenUrls, string expected) =>
        Assert.Equal(new Uri(expected), HealthCommand.ProbeUrl(listenUrls));

    [Theory]
    [InlineData(HttpStatusCode.OK, 0, "")]
    [InlineData(HttpStatusCode.ServiceUnavailable, 1, "answered 503")]
    public async Task The_exit_code_follows_the_answer(HttpStatusCode answer, int exitCode, string text)
    {
        var url = $"http://127.0.0.1:{FreePort.Find()}";
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(url);
        await using var app = builder.Build();
        app.Run(context =>
        {
            context.Response.StatusCode = context.Request.Path == "/healthz" ? (int)answer : (int)HttpStatusCode.NotFound;
            return Task.CompletedTask;
        });
        await app.StartAsync(Ct);

        var (code, errors) = await RunAsync(url);

        Assert.Equal(exitCode, code);
        Assert.Contains(text, errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_host_that_is_not_there_is_not_healthy()
    {
        var (code, errors) = await RunAsync($"http://127.0.0.1:{FreePort.Find()}");

        Assert.Equal(1, code);
        Assert.Contains("did not answer", errors, StringComparison.Ordinal);
    }

    private static async Task<(int Code, string Errors)> RunAsync(string url)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("Http:Url", url)]).Build();
        await using var errors = new StringWriter();
        var code = await HealthCommand.RunAsync(configuration, errors, Ct);
        return (code, errors.ToString());
    }
}
