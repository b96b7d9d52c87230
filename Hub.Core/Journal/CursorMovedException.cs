using Hub.Core.Storage;

namespace Hub.Core.Journal;

/// <summary>A reader's cursor was moved by somebody else; the transaction was rolled back and the reader looks again.</summary>
public sealed class CursorMovedException(string reader)
    : StoreException($"the cursor of the reader '{reader}' is no longer where this node left it");
