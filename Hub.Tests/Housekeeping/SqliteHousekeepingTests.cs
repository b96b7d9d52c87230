using Hub.Tests.Contracts;

namespace Hub.Tests.Housekeeping;

public sealed class SqliteHousekeepingTests : HousekeepingContract<SqliteTestDatabase>;
