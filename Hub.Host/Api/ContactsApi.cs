using Hub.Core;
using Hub.Core.Contacts;
using Hub.Core.Storage;
using Hub.Host.Security;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Hub.Host.Api;

/// <summary>The people who write. Their conversations are at <c>/conversations?contact=ID</c>.</summary>
internal static class ContactsApi
{
    private const string Path = "/contacts";

    public static void MapContacts(IEndpointRouteBuilder api)
    {
        var contacts = api.MapGroup(Path);
        contacts.MapGet("/", List).Requires("contacts.read").WithSummary("The contacts, the latest first");
        contacts.MapGet("/{id:guid}", Get).Requires("contacts.read").WithSummary("One contact");
        contacts.MapPost("/", Create).Requires("contacts.write").WithMetadata(BodyLimit.Small).Produces<ContactView>(201)
            .WithSummary("Adds a contact; its addresses are claims until a round trip proves them");
        contacts.MapPatch("/{id:guid}", Change).Requires("contacts.write").WithMetadata(BodyLimit.Small).Produces<ContactView>()
            .Produces<Problem>(412, Problem.ContentType).WithSummary("Changes a contact");
        contacts.MapPost("/{id:guid}/points", AddPoint).Requires("contacts.write").WithMetadata(BodyLimit.Small).Produces<ContactView>()
            .Produces<Problem>(409, Problem.ContentType).WithSummary("Gives a contact another address, as a claim");
    }

    private static Task<Page<ContactView>> List([AsParameters] PageQuery query, Cursors cursors, Store store, CancellationToken ct)
    {
        var before = Input.Id("cursor", cursors.Read(Path, query.Cursor));
        return store.ReadAsync(
            async (db, read) =>
            {
                var rows = await ContactStore.ListAsync(db, before, query.Rows, read);
                var points = await ContactStore.PointsAsync(db, rows.ConvertAll(row => row.Id), read);
                var pointsOf = points.ToLookup(point => point.ContactId);
                return Page.Of(rows, query, row => ContactView.Of(row, pointsOf[row.Id]), row => cursors.Make(Path, Ids.Text(row.Id)));
            },
            ct);
    }

    private static async Task<Results<Ok<ContactView>, NotFound>> Get(Guid id, HttpContext http, Store store, CancellationToken ct)
    {
        var view = await store.ReadAsync(
            async (db, read) => await ContactStore.FindAsync(db, id, read) is { } contact ? await ViewAsync(db, contact, read) : null, ct);
        if (view is null) return TypedResults.NotFound();
        ETags.Set(http, view.Version);
        return TypedResults.Ok(view);
    }

    private static async Task<IResult> Create(NewContactBody body, Caller caller, RequestWrites writes, CancellationToken ct)
    {
        if (body.Fault() is { } fault) return fault;
        return await writes.RunAsync(
            async (tx, unit) =>
            {
                var contact = await ContactStore.CreateAsync(tx, body.Name, body.Language, caller.Actor, unit);
                if (body.Organisation is not null)
                {
                    var wish = (contact.Id, (long?)null, new ContactChange { Organisation = new(body.Organisation) });
                    if (await ContactStore.ChangeAsync(tx, wish, caller.Actor, unit) is ContactResult.Done done) contact = done.Contact;
                }

                foreach (var point in body.Points ?? [])
                    if (await AddAsync(tx, contact.Id, point, caller, unit) is not ContactResult.Done) return AddressTaken(point);
                var view = await ViewAsync(tx, contact, unit);
                return Answer.Created($"/api/v1{Path}/{view.Id}", view, ApiJson.Default.ContactView, view.Version);
            },
            ct);
    }

    private static async Task<IResult> Change(
        Guid id, ContactChangeBody body, Caller caller, RequestWrites writes, HttpContext http, CancellationToken ct)
    {
        if (body.Fault() is { } fault) return fault;
        var wish = (id, ETags.IfMatch(http), body.Change);
        return await writes.RunAsync(
            async (tx, unit) => await ContactStore.ChangeAsync(tx, wish, caller.Actor, unit) switch
            {
                ContactResult.Done done => await OkAsync(tx, done.Contact, unit),
                ContactResult.UnknownAgent => Answer.Invalid("dedicatedAgent", "there is no such agent"),
                ContactResult.VersionDiffers differs => Answer.VersionDiffers(
                    await ViewAsync(tx, differs.Contact, unit), ApiJson.Default.ContactView, differs.Contact.Version),
                _ => Answer.NotFound(),
            },
            ct);
    }

    private static async Task<IResult> AddPoint(Guid id, NewPointBody body, Caller caller, RequestWrites writes, CancellationToken ct)
    {
        if (body.Fault() is { } fault) return fault;
        return await writes.RunAsync(
            async (tx, unit) => await AddAsync(tx, id, body, caller, unit) switch
            {
                ContactResult.Done done => await OkAsync(tx, done.Contact, unit),
                ContactResult.AddressTaken => AddressTaken(body),
                _ => Answer.NotFound(),
            },
            ct);
    }

    private static Task<ContactResult> AddAsync(Tx tx, Guid id, NewPointBody point, Caller caller, CancellationToken ct) =>
        ContactStore.AddPointAsync(tx, id, point.Kind, point.Canonical!, caller.Actor, ct);

    private static Answer AddressTaken(NewPointBody point) => Answer.Conflict($"Another contact has this {point.Kind} address.");

    private static async Task<Answer> OkAsync(Tx tx, Contact contact, CancellationToken ct) =>
        Answer.Ok(await ViewAsync(tx, contact, ct), ApiJson.Default.ContactView, contact.Version);

    private static async Task<ContactView> ViewAsync(DbSession db, Contact contact, CancellationToken ct) =>
        ContactView.Of(contact, await ContactStore.PointsAsync(db, new[] { contact.Id }, ct));
}
