using Hub.Core.Journal;
using Microsoft.Extensions.DependencyInjection;

namespace Hub.Core.Acknowledgements;

/// <summary>Registers what the hub answers by itself.</summary>
public static class AcknowledgementServices
{
    /// <summary>Adds it as a reader of the journal.</summary>
    public static IServiceCollection AddHubAcknowledgements(this IServiceCollection services) => services.AddJournalReader<Acknowledger>();
}
