using System.Data.Common;

namespace Hub.Core.Storage;

/// <summary>A command that goes with the next one, and who is then told its first row, or none, or how many rows it changed.</summary>
internal sealed record WaitingCommand(DbBatchCommand Command, Action<Row?>? First, Action<int>? Changed);
