using Hub.Core.Journal;

namespace Hub.Host.Events;

/// <summary>Hears of every entry of the journal from the start of this host on, in their order, as the streams do.</summary>
internal interface IEventListener
{
    /// <summary>Takes note of an entry. It keeps the streams waiting: it neither waits nor fails.</summary>
    void Hear(JournalEntry entry);
}
