using Hub.Tests.Channels.Email;

namespace Hub.Tests.Rules;

public sealed class PostgresMailRulesTests(PostgresMailDesk place) : MailRulesContract(place.Desk), IClassFixture<PostgresMailDesk>;
