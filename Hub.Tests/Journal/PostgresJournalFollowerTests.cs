using Hub.Tests.Contracts;

namespace Hub.Tests.Journal;

public sealed class PostgresJournalFollowerTests : JournalFollowerContract<PostgresTestDatabase>;
