using Hub.Tests.Channels.Email;

namespace Hub.Tests.Rules;

public sealed class SqliteMailRulesTests(MailDesk desk) : MailRulesContract(desk), IClassFixture<MailDesk>;
