using Hub.Tests.Contracts;

namespace Hub.Tests.Timers;

public sealed class SqliteTimerTests : TimerContract<SqliteTestDatabase>;
