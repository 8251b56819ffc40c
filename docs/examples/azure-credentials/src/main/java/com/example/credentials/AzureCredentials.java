package com.example.credentials;

import com.example.credentials.Graph.AddedSecret;
import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.domain.mount.Mount;
import io.azimuth.spi.Backend;
import io.azimuth.spi.SecretsEngine;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.Operation;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.lease.HeldLease;
import io.azimuth.spi.lease.LeaseDraft;
import io.azimuth.spi.lease.LeaseGrant;
import io.azimuth.spi.lease.LeaseTerms;
import io.azimuth.spi.lease.LeasedSecrets;
import io.azimuth.spi.remote.Awaited;
import io.azimuth.spi.remote.Deadline;
import io.azimuth.spi.route.Access;
import io.azimuth.spi.route.AnswerField;
import io.azimuth.spi.route.AnswerSchema;
import io.azimuth.spi.route.Call;
import io.azimuth.spi.route.Field;
import io.azimuth.spi.route.Handler;
import io.azimuth.spi.route.Route;
import io.azimuth.spi.storage.MountTransaction;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Gives out client secrets of app registrations, each under a lease that removes it again. */
final class AzureCredentials implements SecretsEngine, Backend, LeasedSecrets {

  static final String TYPE = "azure-credentials";

  private static final String NAME = "name";
  private static final String ROLE = "role";
  private static final String APPLICATION = "application";
  private static final String KEY_ID = "key_id";

  private static final String CLIENT_ID = "client_id";
  private static final String CLIENT_SECRET = "client_secret";

  private static final AnswerSchema GIVEN =
      AnswerSchema.leased(
          AnswerField.text(CLIENT_ID, "The client id of the app."),
          AnswerField.text(CLIENT_SECRET, "A client secret of the app, until the lease ends."));

  /** Azure ends a secret by itself, too: a day after the longest lease. */
  private static final Duration SLACK = Duration.ofDays(1);

  private static final Duration LONGEST = Duration.ofDays(32);

  private final Graph graph;
  private final List<Route> routes;

  AzureCredentials(Graph graph) {
    this.graph = graph;
    this.routes =
        List.of(
            reading("config", ServicePrincipal.SHOWN, AzureCredentials::readConfig),
            writing("config", ServicePrincipal.FIELDS, AzureCredentials::writeConfig),
            on(Operation.LIST, "roles", AnswerSchema.keys()).handle(AzureCredentials::listRoles),
            reading(
                "roles/:name",
                AnswerSchema.data(AnswerField.of(CredentialRole.FIELDS)),
                AzureCredentials::readRole),
            writing("roles/:name", CredentialRole.FIELDS, AzureCredentials::writeRole),
            on(Operation.DELETE, "roles/:name", AnswerSchema.nothing())
                .handle(AzureCredentials::deleteRole),
            reading("creds/:name", GIVEN, this::give));
  }

  private static Route.Builder on(Operation what, String path, AnswerSchema answers) {
    return Route.on(what, path).access(Access.AUTHORIZED).answers(answers);
  }

  private static Route reading(String path, AnswerSchema answers, Handler handler) {
    return on(Operation.READ, path, answers).handle(handler);
  }

  private static Route writing(String path, List<Field<?>> fields, Handler handler) {
    return on(Operation.WRITE, path, AnswerSchema.nothing()).fields(fields).handle(handler);
  }

  private static Answer readConfig(Call call) {
    return ServicePrincipal.find(call.storage())
        .map(found -> Answer.data(found.shown().build()))
        .orElseGet(Answer.NotFound::new);
  }

  private static Answer writeConfig(Call call) {
    ServicePrincipal.read(call.fields()).save(call.storage());
    return new Answer.Empty();
  }

  private static Answer listRoles(Call call) {
    return Answer.keys(call.storage().list(CredentialRole.FOLDER));
  }

  private static Answer readRole(Call call) {
    return CredentialRole.find(call.storage(), call.fields().captured(NAME))
        .map(found -> Answer.data(found.members()))
        .orElseGet(Answer.NotFound::new);
  }

  private static Answer writeRole(Call call) {
    String path = CredentialRole.path(call.fields().captured(NAME));
    call.storage().put(path, CredentialRole.read(call.fields()).members());
    return new Answer.Empty();
  }

  private static Answer deleteRole(Call call) {
    call.storage().delete(CredentialRole.path(call.fields().captured(NAME)));
    return new Answer.Empty();
  }

  // The lease is announced before Graph is asked, so the server knows of each secret that Graph may
  // have added, whatever happens next.
  private Answer give(Call call) {
    String name = call.fields().captured(NAME);
    CredentialRole role =
        CredentialRole.find(call.storage(), name)
            .orElseThrow(() -> RefusedException.invalid("no role of that name"));
    ServicePrincipal as =
        ServicePrincipal.find(call.storage())
            .orElseThrow(() -> RefusedException.invalid("the mount has no config"));
    return Answer.of(
        call.prepareLease(Map.of(ROLE, name, APPLICATION, role.application()))
            .thenAwait(draft -> give(call, draft, as, role, name)));
  }

  private Awaited<Answer> give(
      Call call, LeaseDraft draft, ServicePrincipal as, CredentialRole role, String name) {
    Duration longest = role.maxTtl().isZero() ? LONGEST : role.maxTtl();
    Instant end = call.now().plus(longest).plus(SLACK);
    CompletableFuture<AddedSecret> adding =
        draft.once(AddedSecret.class, () -> graph.add(as, role.application(), draft.name(), end));
    return Awaited.of(adding, call.deadline(), ErrorCode.GRAPH_UNAVAILABLE)
        .then(added -> answer(call, draft, role, name, added));
  }

  private static Answer answer(
      Call call, LeaseDraft draft, CredentialRole role, String name, AddedSecret added) {
    Map<String, String> kept =
        Map.of(ROLE, name, APPLICATION, role.application(), KEY_ID, added.keyId());
    return Answer.leased(
        Value.Obj.builder()
            .put(CLIENT_ID, added.clientId())
            .put(CLIENT_SECRET, added.secret().expose())
            .build(),
        call.issueLease(draft, new LeaseGrant(role.ttl(), role.maxTtl(), true, kept)));
  }

  @Override
  public Optional<LeasedSecrets> leases() {
    return Optional.of(this);
  }

  @Override
  public Awaited<LeaseTerms> renew(
      Mount mount, MountTransaction transaction, HeldLease lease, Deadline deadline) {
    return CredentialRole.find(transaction.storage(), lease.kept().getOrDefault(ROLE, ""))
        .map(role -> Awaited.of(new LeaseTerms(role.ttl(), role.maxTtl())))
        .orElseThrow(() -> RefusedException.invalid("the role of this lease is gone"));
  }

  // Nobody knows the key of a pending lease, but its secret has the name of the lease.
  @Override
  public CompletionStage<Void> revoke(Mount mount, MountTransaction transaction, HeldLease lease) {
    ServicePrincipal as =
        ServicePrincipal.find(transaction.storage())
            .orElseThrow(
                () ->
                    new ServiceException(
                        ErrorCode.SERVER_CREDENTIAL_UNUSABLE, "the mount has no config"));
    String application = lease.kept().getOrDefault(APPLICATION, "");
    return lease.pending()
        ? graph.removeNamed(as, application, lease.name())
        : graph.remove(as, application, lease.kept().getOrDefault(KEY_ID, ""));
  }

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public String description() {
    return "Gives out client secrets of app registrations.";
  }

  @Override
  public List<Route> routes() {
    return routes;
  }

  // One backend serves all mounts, and a mount has no options.

  @Override
  public List<Backend> backends() {
    return List.of(this);
  }

  @Override
  public Backend backendFor(Map<String, String> options) {
    return this;
  }

  @Override
  public void check(Map<String, String> options) {
    if (!options.isEmpty()) {
      throw RefusedException.invalid("a mount of azure-credentials has no options");
    }
  }

  @Override
  public List<String> change(
      Mount mount, Map<String, String> options, MountTransaction transaction) {
    check(options);
    return List.of();
  }
}
