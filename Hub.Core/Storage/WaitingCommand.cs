using System.Data.Common;

namespace Hub.Core.Storage;

/// <summary>A command that goes with the next one, and where the number of rows that it changed is then told.</summary>
internal sealed record WaitingCommand(DbBatchCommand Command, ChangedRows Changed);
