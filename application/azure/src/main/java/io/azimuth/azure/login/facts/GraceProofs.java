package io.azimuth.azure.login.facts;

import io.azimuth.azure.config.AzureSettings;
import io.azimuth.azure.directory.CachedAnswer;
import io.azimuth.azure.grace.MachineProofs;
import io.azimuth.azure.grace.Outages;
import io.azimuth.azure.grace.ProofRemoval;
import io.azimuth.azure.grace.ProofToKeep;
import io.azimuth.azure.grace.ProvedMachine;
import io.azimuth.azure.login.outcome.LoginAuditNotes;
import io.azimuth.azure.login.outcome.LoginOutcome;
import io.azimuth.azure.metrics.LookupMetrics;
import io.azimuth.azure.spi.DirectoryAnswer;
import io.azimuth.domain.azure.evidence.ResourceFacts;
import io.azimuth.domain.azure.grace.MachineProof;
import io.azimuth.domain.azure.id.PrincipalId;
import io.azimuth.spi.remote.Awaited;
import io.azimuth.spi.remote.LruCache;
import io.azimuth.spi.remote.MinInterval;
import io.azimuth.spi.route.Call;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * The answers of Azure that are kept for an outage, as logins use them: what serves while Azure is
 * away, what a granted login keeps, and what a no of Azure ends.
 */
public final class GraceProofs {

  private static final Logger LOG = LoggerFactory.getLogger(GraceProofs.class);

  /** How long a login of a known machine waits for Azure, which is away and may hang. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  // One login of a machine looks whether its proof is to be written; the others do not even read.
  private static final Duration WRITES_EVERY = Duration.ofSeconds(10);
  private static final int MAX_CLAIMS = 10_000;

  private final MachineProofs kept;
  private final ProofRemoval removal;
  private final Outages outages;
  private final LookupMetrics metrics;
  private final LookupLog log;
  private final LruCache<Claim, MinInterval> claims = new LruCache<>(MAX_CLAIMS);

  private record Claim(String mountUuid, ProvedMachine machine) {}

  /**
   * A machine of which a login needs Azure's answer.
   *
   * @param principal who logs in
   * @param machine whose answers are kept, and for whom the login waits in a line
   */
  record Subject(Call call, AzureSettings settings, PrincipalId principal, ProvedMachine machine) {

    private String mountUuid() {
      return call.mount().uuid();
    }

    private Duration grace() {
      return settings.azure().outageGrace();
    }
  }

  public GraceProofs(
      MachineProofs kept,
      ProofRemoval removal,
      Outages outages,
      LookupMetrics metrics,
      Clock clock) {
    this.kept = kept;
    this.removal = removal;
    this.outages = outages;
    this.metrics = metrics;
    this.log = new LookupLog(LOG, clock);
  }

  /** The proof that serves now; empty while Azure is there, and where there is none. */
  Optional<MachineProof> serving(Subject login) {
    return login.grace().isZero() || outages.away(login.mountUuid()).isEmpty()
        ? Optional.empty()
        : kept.find(login.call().transaction(), login.machine(), login.call().now())
            .filter(proof -> proof.serves(login.call().now(), login.grace()));
  }

  /** How the login waits for Azure: shortly where a proof serves. */
  LineRequest waiting(Subject login, Optional<MachineProof> serving) {
    Call call = login.call();
    PrincipalId principal = login.machine().principal();
    return serving.isPresent()
        ? new LineRequest.Known(call.deadline().within(PATIENCE), principal)
        : new LineRequest.Entering(call, principal, login.settings().azure().loginTimeout());
  }

  /** The grant, marked as resting on the proof; that is noted, counted and logged. */
  LoginOutcome.Granted byGrace(Subject login, MachineProof proof, LoginOutcome.Granted granted) {
    Call call = login.call();
    LoginAuditNotes.grace(call, proof.at());
    metrics.usedGrace(proof.age(call.now()));
    log.tell(
        Level.WARN,
        "login granted by facts of before the outage",
        call,
        Map.of("resource", login.machine().resource(), "principal", login.principal()),
        "Azure said so at " + proof.at());
    return granted.byGrace();
  }

  /** What a login that this answer grants keeps of it; empty when nothing is to be written. */
  Optional<ProofToKeep> toKeep(Subject login, CachedAnswer<DirectoryAnswer> answer) {
    Duration grace = login.grace();
    if (grace.isZero()
        || answer.source() == CachedAnswer.Source.STALE
        || !(answer.answer() instanceof DirectoryAnswer.Found found)
        || !isClaimed(login)) {
      return Optional.empty();
    }
    // The time of a cached answer is not noted: it is at most that old.
    Duration age =
        answer.source() == CachedAnswer.Source.CACHED
            ? login.settings().azure().resourceCacheTtl()
            : Duration.ZERO;
    MachineProof proof = new MachineProof(found.facts(), login.call().now().minus(age));
    return proof.serves(login.call().now(), grace)
        ? kept.toKeep(login.call().transaction(), login.machine(), proof, grace)
        : Optional.empty();
  }

  private boolean isClaimed(Subject login) {
    return login
        .call()
        .once(ProofClaims.class, ProofClaims::new)
        .isGranted(
            login.machine(),
            () ->
                claims
                    .get(
                        new Claim(login.mountUuid(), login.machine()),
                        key -> new MinInterval(WRITES_EVERY))
                    .tryAcquire(login.call().now()));
  }

  /**
   * The refusal, once nothing is kept that this answer contradicts. Not only while there is a
   * grace: it may be set again before what is kept is too old.
   */
  Awaited<LoginOutcome> refuted(
      Subject login, CachedAnswer<DirectoryAnswer> answer, LoginOutcome refused) {
    Optional<ResourceFacts> facts =
        answer.answer() instanceof DirectoryAnswer.Found found
            ? Optional.of(found.facts())
            : Optional.empty();
    return answer.source() == CachedAnswer.Source.STALE
        ? Awaited.of(refused)
        : removal.refuted(
            login.call().transaction(), login.machine(), facts, login.call().deadline(), refused);
  }
}
