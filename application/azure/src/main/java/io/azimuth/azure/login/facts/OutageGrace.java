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
import io.azimuth.domain.azure.evidence.ResourceAnswer;
import io.azimuth.domain.azure.evidence.ResourceFacts;
import io.azimuth.domain.azure.grace.MachineProof;
import io.azimuth.domain.azure.login.LoginPolicy;
import io.azimuth.domain.azure.login.LoginStep;
import io.azimuth.domain.azure.login.PendingLogin;
import io.azimuth.domain.azure.role.AzureRole;
import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.spi.remote.Awaited;
import io.azimuth.spi.remote.LruCache;
import io.azimuth.spi.remote.MinInterval;
import io.azimuth.spi.route.Call;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Looks the resource of a login up, and while Azure is away lets machines in by Azure's earlier
 * answers about them, as long as the mount allows. A granted login keeps the answer of Azure for
 * that; a no of Azure ends what is kept. It grants only, and never refuses by what was kept.
 */
public final class OutageGrace {

  private static final Logger LOG = LoggerFactory.getLogger(OutageGrace.class);

  /** How long a login of a known machine waits for Azure, which is away and may hang. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  // One login of a machine looks whether its proof is to be written; the others do not even read.
  private static final Duration WRITES_EVERY = Duration.ofSeconds(10);
  private static final int MAX_CLAIMS = 10_000;

  private final LoginResourceLookup directory;
  private final Proofs proofs;
  private final Outages outages;
  private final LookupMetrics metrics;
  private final LookupLog log;
  private final LruCache<Claim, MinInterval> claims = new LruCache<>(MAX_CLAIMS);

  /** What is kept for outages, and its removal. */
  public record Proofs(MachineProofs kept, ProofRemoval removal) {

    public Proofs {
      Objects.requireNonNull(kept, "kept");
      Objects.requireNonNull(removal, "removal");
    }
  }

  private record Claim(String mountUuid, ProvedMachine machine) {}

  /** Whether this login is the one that may write the proof, in all of its runs. */
  private record ProofClaim(boolean granted) {}

  public OutageGrace(
      LoginResourceLookup directory,
      Proofs proofs,
      Outages outages,
      LookupMetrics metrics,
      Clock clock) {
    this.directory = directory;
    this.proofs = proofs;
    this.outages = outages;
    this.metrics = metrics;
    this.log = new LookupLog(LOG, clock);
  }

  /** The outcome of the login; pending while the call to Azure is running. */
  public Awaited<LoginOutcome> resolve(
      Call call, AzureSettings settings, AzureRole role, PendingLogin pending) {
    Attempt login = new Attempt(call, settings, role, pending);
    return Awaited.recovering(
        () ->
            directory
                .resolve(call, lineRequest(login), settings, role, pending)
                .thenAwait(found -> concluded(login, found)),
        ServiceException.class,
        fault -> late(login, fault));
  }

  private LineRequest lineRequest(Attempt login) {
    Call call = login.call();
    return proofThatServes(login).isPresent()
        ? new LineRequest.Known(call.deadline().within(PATIENCE), login.pending().principal())
        : new LineRequest.Entering(
            call, login.pending().principal(), login.settings().azure().loginTimeout());
  }

  private Awaited<LoginOutcome> concluded(Attempt login, LookupOutcome<LoginOutcome> found) {
    if (found.answer().isEmpty()) {
      return Awaited.of(found.result());
    }
    CachedAnswer<DirectoryAnswer> answer = found.answer().get();
    if (found.result() instanceof LoginOutcome.Granted granted) {
      return Awaited.of(granted.keeping(toKeep(login, answer)));
    }
    if (found.result() instanceof LoginOutcome.Refused refused) {
      return refuted(login, answer, refused);
    }
    return Awaited.of(
        answer.answer() instanceof DirectoryAnswer.Down
            ? byGrace(login).orElse(found.result())
            : found.result());
  }

  // The call may still be running: Azure hangs.
  private LoginOutcome late(Attempt login, ServiceException fault) {
    if (fault.code() != ErrorCode.RESOURCE_MANAGER_UNAVAILABLE) {
      throw fault;
    }
    return byGrace(login).orElseThrow(() -> fault);
  }

  private Optional<LoginOutcome> byGrace(Attempt login) {
    return proofThatServes(login).flatMap(proof -> judged(login, proof));
  }

  private Optional<MachineProof> proofThatServes(Attempt login) {
    Duration grace = login.grace();
    return grace.isZero() || outages.away(login.mountUuid()).isEmpty()
        ? Optional.empty()
        : proofs
            .kept()
            .find(login.call().transaction(), login.machine(), login.call().now())
            .filter(proof -> proof.serves(login.call().now(), grace));
  }

  // What the facts of then do not allow is undecided, because Azure may answer something else now.
  private Optional<LoginOutcome> judged(Attempt login, MachineProof proof) {
    Call call = login.call();
    LoginStep.Decided then =
        LoginPolicy.resume(login.pending(), ResourceAnswer.found(proof.facts()));
    if (!(LoginOutcome.of(login.role(), then) instanceof LoginOutcome.Granted granted)) {
      return Optional.empty();
    }
    LoginAuditNotes.grace(call, proof.at());
    metrics.usedGrace(proof.age(call.now()));
    log.tell(
        Level.WARN,
        "login granted by facts of before the outage",
        call,
        Map.of("resource", login.pending().resource(), "principal", login.pending().principal()),
        "Azure said so at " + proof.at());
    return Optional.of(granted.byGrace());
  }

  private Optional<ProofToKeep> toKeep(Attempt login, CachedAnswer<DirectoryAnswer> answer) {
    Duration grace = login.grace();
    if (grace.isZero()
        || answer.source() == CachedAnswer.Source.STALE
        || !(answer.answer() instanceof DirectoryAnswer.Found found)
        || !login.call().once(ProofClaim.class, () -> claimed(login)).granted()) {
      return Optional.empty();
    }
    // The time of a cached answer is not noted: it is at most that old.
    Duration age =
        answer.source() == CachedAnswer.Source.CACHED
            ? login.settings().azure().resourceCacheTtl()
            : Duration.ZERO;
    MachineProof proof = new MachineProof(found.facts(), login.call().now().minus(age));
    return proof.serves(login.call().now(), grace)
        ? proofs.kept().toKeep(login.call().transaction(), login.machine(), proof, grace)
        : Optional.empty();
  }

  private ProofClaim claimed(Attempt login) {
    MinInterval interval =
        claims.get(
            new Claim(login.mountUuid(), login.machine()), key -> new MinInterval(WRITES_EVERY));
    return new ProofClaim(interval.tryAcquire(login.call().now()));
  }

  // Not only while there is a grace: it may be set again before what is kept is too old.
  private Awaited<LoginOutcome> refuted(
      Attempt login, CachedAnswer<DirectoryAnswer> answer, LoginOutcome.Refused refused) {
    Optional<ResourceFacts> facts =
        answer.answer() instanceof DirectoryAnswer.Found found
            ? Optional.of(found.facts())
            : Optional.empty();
    return answer.source() == CachedAnswer.Source.STALE
        ? Awaited.of(refused)
        : proofs
            .removal()
            .refuted(
                login.call().transaction(),
                login.machine(),
                facts,
                login.call().deadline(),
                refused);
  }

  private record Attempt(Call call, AzureSettings settings, AzureRole role, PendingLogin pending) {

    String mountUuid() {
      return call.mount().uuid();
    }

    Duration grace() {
      return settings.azure().outageGrace();
    }

    ProvedMachine machine() {
      return new ProvedMachine(settings.environment(), pending.resource(), pending.principal());
    }
  }
}
