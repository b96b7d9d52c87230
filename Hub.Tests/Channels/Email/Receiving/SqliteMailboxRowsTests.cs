using Hub.Tests.Contracts;

namespace Hub.Tests.Channels.Email.Receiving;

public sealed class SqliteMailboxRowsTests : MailboxRowsContract<SqliteTestDatabase>;
