using Hub.Tests.Contracts;

namespace Hub.Tests.Journal;

public sealed class SqliteJournalFollowerTests : JournalFollowerContract<SqliteTestDatabase>;
