package io.azimuth.azure.login.outcome;

import io.azimuth.azure.directory.CachedAnswer;
import io.azimuth.domain.azure.attested.GuestAttestation;
import io.azimuth.domain.azure.evidence.Agent;
import io.azimuth.domain.azure.evidence.AzureClaims;
import io.azimuth.domain.azure.id.PrincipalId;
import io.azimuth.domain.azure.login.TokenUse;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.route.AnswerField;
import io.azimuth.spi.route.Call;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Notes in the audit record of a login beside those that every method makes: who asked for what,
 * and where the facts are from.
 */
public final class LoginAuditNotes {

  private static final String PRINCIPAL = "principal";
  private static final String FACTS = "facts";
  private static final String FACTS_AT = "facts_at";

  /** What {@link #facts(Call)} shows. */
  public static final List<AnswerField> OF_FACTS =
      List.of(
          AnswerField.text(FACTS, "where the facts of the resource are from").orNull(),
          AnswerField.time(FACTS_AT, "of when they are, where that is before an outage").orNull());

  private LoginAuditNotes() {}

  /** Notes the source of the facts of the resource. */
  public static void facts(Call call, CachedAnswer.Source source) {
    call.auditNotes().add(FACTS, sourceName(source));
  }

  /**
   * Notes that the facts of the resource are those of that time, before an outage. Of several times
   * the earliest stays.
   */
  public static void grace(Call call, Instant factsAt) {
    boolean later =
        call.auditNotes().all().get(FACTS_AT).orElse(Value.NULL) instanceof Value.Text noted
            && Instant.parse(noted.text()).isBefore(factsAt);
    note(call, FACTS, "grace");
    if (!later) {
      note(call, FACTS_AT, factsAt.toString());
    }
  }

  /**
   * What was noted of the source of the facts, and of their time; null where nothing was, because
   * no question was sent, or the facts are not from before an outage.
   */
  public static Value.Obj facts(Call call) {
    Value.Obj noted = call.auditNotes().all();
    return Value.Obj.builder()
        .put(FACTS, noted.get(FACTS).orElse(Value.NULL))
        .put(FACTS_AT, noted.get(FACTS_AT).orElse(Value.NULL))
        .build();
  }

  /** Notes the source of the groups of the principal. */
  public static void groups(Call call, CachedAnswer.Source source) {
    call.auditNotes().add("groups", sourceName(source));
  }

  /** Notes how long the login waited in line while Azure throttled this server. */
  public static void waited(Call call, Duration time) {
    call.auditNotes().add("waited_ms", Value.of(time.toMillis()));
  }

  private static Value sourceName(CachedAnswer.Source source) {
    return Value.of(source.name().toLowerCase(Locale.ROOT));
  }

  /**
   * Notes the principal that the token proved, its tenant where that is not the mount's own, and
   * the agent where the token is one's.
   */
  public static void principal(Call call, AzureClaims proved) {
    proved.oid().ifPresent(principal -> note(call, PRINCIPAL, principal.value()));
    proved.additionalTenant().ifPresent(tenant -> note(call, "tenant", tenant.value()));
    proved.agentClaims().agent().ifPresent(agent -> agent(call, agent, proved));
  }

  /** Notes what an accepted attestation says of the machine. */
  public static void attestation(Call call, GuestAttestation proved) {
    note(call, "attestation_issuer", proved.issuer());
    note(call, "attested_platform", proved.platform());
    proved.vmId().ifPresent(id -> note(call, "attested_vm_id", id.value()));
    proved.policyHash().ifPresent(hash -> note(call, "attestation_policy_hash", hash));
  }

  private static void agent(Call call, Agent agent, AzureClaims proved) {
    note(call, "agent", agent.kind().wireName());
    proved.appId().ifPresent(id -> note(call, "agent_id", id.value()));
    agent.blueprint().ifPresent(id -> note(call, "agent_blueprint_id", id.value()));
    proved.agentClaims().facets().forEach((name, facets) -> note(call, name, facets));
  }

  /** Notes the principal of a token of the mount that came without the key to which it is bound. */
  public static void principal(Call call, PrincipalId owner) {
    note(call, PRINCIPAL, owner.value());
  }

  /** The principal that was noted; empty while none is proved. */
  public static Optional<String> principal(Call call) {
    return call.auditNotes()
        .all()
        .get(PRINCIPAL)
        .filter(Value.Text.class::isInstance)
        .map(noted -> ((Value.Text) noted).text());
  }

  /** Notes the request whose login used the token, or the nonce, before. */
  public static void firstUse(Call call, TokenUse earlier) {
    note(call, "first_use", earlier.requestId());
  }

  private static void note(Call call, String name, String text) {
    call.auditNotes().add(name, Value.of(text));
  }
}
