using Hub.Core;
using Hub.Core.Storage;

namespace Hub.Tests;

public sealed class FaultTests
{
    [Fact]
    public async Task The_text_names_kinds_and_place_but_quotes_nothing()
    {
        var error = await Assert.ThrowsAsync<InvalidOperationException>(FailAsync);

        Assert.Equal("InvalidOperationException caused by FormatException in Hub.Tests.FaultTests.ReadAsync", Fault.Text(error));
    }

    [Fact]
    public void The_text_of_an_error_that_was_never_thrown_has_no_place() =>
        Assert.Equal("FormatException in an unknown place", Fault.Text(new FormatException("'secret'")));

    [Fact]
    public void The_store_and_the_hosts_end_are_not_faults_of_the_work()
    {
        var ended = new CancellationToken(canceled: true);

        Assert.True(Fault.IsOfTheWork(new FormatException(), ended));
        Assert.True(Fault.IsOfTheWork(new ConstraintException("unique"), CancellationToken.None));
        Assert.True(Fault.IsOfTheWork(new OperationCanceledException(), CancellationToken.None));
        Assert.False(Fault.IsOfTheWork(new OperationCanceledException(), ended));
        Assert.False(Fault.IsOfTheWork(new StoreUnavailableException("full"), CancellationToken.None));
        Assert.False(Fault.IsOfTheWork(new LeaseLostException("reader:x"), CancellationToken.None));
    }

    private static async Task FailAsync()
    {
        try
        {
            await ReadAsync("'the customer's words'");
        }
        catch (FormatException error)
        {
            throw new InvalidOperationException("could not read", error);
        }
    }

    private static async Task ReadAsync(string text)
    {
        await Task.Yield();
        throw new FormatException(text);
    }
}
