using Hub.Tests.Contracts;

namespace Hub.Tests.Alarms;

public sealed class SqliteAlarmTests : AlarmContract<SqliteTestDatabase>;
