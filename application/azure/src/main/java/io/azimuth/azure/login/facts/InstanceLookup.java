package io.azimuth.azure.login.facts;

import io.azimuth.azure.config.AzureSettings;
import io.azimuth.azure.directory.CachedAnswer;
import io.azimuth.azure.directory.ResourceFactsQuery;
import io.azimuth.azure.grace.ProvedMachine;
import io.azimuth.azure.line.LineQuestion;
import io.azimuth.azure.login.outcome.LoginOutcome;
import io.azimuth.azure.spi.DirectoryAnswer;
import io.azimuth.domain.azure.evidence.ResourceAnswer;
import io.azimuth.domain.azure.grace.MachineProof;
import io.azimuth.domain.azure.id.PrincipalId;
import io.azimuth.domain.azure.id.ResourceId;
import io.azimuth.domain.azure.id.VmId;
import io.azimuth.domain.azure.login.PendingLogin;
import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.domain.text.Checked;
import io.azimuth.spi.remote.Awaited;
import io.azimuth.spi.route.Call;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/**
 * Looks up the instance of a uniform scale set of which a login shows an attestation. The token
 * names the set alone, so the caller chooses the instance; it is compared with the attestation.
 * While Azure is away its earlier answer about the instance serves, as that about the set does.
 */
public final class InstanceLookup {

  // An instance may be made anew under its id: its vmId is then another one.
  private static final Duration TRUSTS = Duration.ofSeconds(10);

  private final ResourceReads reads;
  private final NameLimits limits;
  private final GraceProofs proofs;

  public InstanceLookup(ResourceReads reads, GraceProofs proofs) {
    this.reads = reads;
    this.limits = new NameLimits(reads);
    this.proofs = proofs;
  }

  /**
   * Continues the login, with Azure's answer for its instance where it has one; pending while the
   * call is running. Without an answer it is not decided.
   */
  public Awaited<LoginOutcome> withInstance(
      Call call,
      AzureSettings settings,
      PendingLogin pending,
      Function<PendingLogin, Awaited<LoginOutcome>> next) {
    if (pending.instance().isEmpty()) {
      return next.apply(pending);
    }
    Attempt login = new Attempt(call, settings, pending, next);
    Checked<ResourceFactsQuery> asked =
        reads.question(call.mount().uuid(), settings, login.instance());
    if (!asked.isGood()) {
      return Awaited.of(reads.unanswered().unasked(call, pending, asked.problems().get(0)));
    }
    Optional<MachineProof> serving = serving(login);
    LineRequest request = proofs.waiting(login.subject(), serving);
    LineQuestion question =
        new LineQuestion(reads.named(), asked.orElseThrow().freshAtMost(TRUSTS));
    Optional<LoginOutcome> exceeded =
        limits.exceeded(
            call,
            pending,
            question,
            request,
            reads.budget().name(call.mount().uuid(), login.machine(), login.instance()));
    return exceeded.isPresent()
        ? Awaited.of(exceeded.get())
        : find(login, question, request).thenAwait(found -> continued(login, found));
  }

  // A call that still runs when a known machine has waited long enough has no answer yet.
  private Awaited<Optional<CachedAnswer<DirectoryAnswer>>> find(
      Attempt login, LineQuestion question, LineRequest request) {
    return Awaited.recovering(
        () -> reads.facts().find(question, request).then(Optional::of),
        ServiceException.class,
        fault -> {
          if (fault.code() != ErrorCode.RESOURCE_MANAGER_UNAVAILABLE || serving(login).isEmpty()) {
            throw fault;
          }
          return Optional.empty();
        });
  }

  private Awaited<LoginOutcome> continued(
      Attempt login, Optional<CachedAnswer<DirectoryAnswer>> found) {
    Optional<ResourceAnswer> usable =
        found.flatMap(answer -> AnswerReading.usable(answer.answer()));
    if (usable.isPresent()) {
      return login
          .next(usable.get())
          .thenAwait(outcome -> concluded(login, found.orElseThrow(), outcome));
    }
    boolean away = found.map(it -> it.answer() instanceof DirectoryAnswer.Down).orElse(true);
    Optional<MachineProof> proof = away ? serving(login) : Optional.empty();
    return proof.map(it -> byGrace(login, it)).orElseGet(() -> Awaited.of(undecided(login, found)));
  }

  private LoginOutcome undecided(Attempt login, Optional<CachedAnswer<DirectoryAnswer>> found) {
    DirectoryAnswer answer =
        found
            .map(CachedAnswer::answer)
            .orElseGet(() -> new DirectoryAnswer.Down("no answer in time"));
    return reads.unanswered().of(login.call(), login.pending(), answer);
  }

  private Awaited<LoginOutcome> concluded(
      Attempt login, CachedAnswer<DirectoryAnswer> answer, LoginOutcome outcome) {
    if (outcome instanceof LoginOutcome.Granted granted) {
      return Awaited.of(granted.keeping(proofs.toKeep(login.subject(), answer)));
    }
    return outcome instanceof LoginOutcome.Refused
        ? proofs.refuted(login.subject(), answer, outcome)
        : Awaited.of(outcome);
  }

  private Awaited<LoginOutcome> byGrace(Attempt login, MachineProof proof) {
    return login
        .next(ResourceAnswer.found(proof.facts()))
        .then(
            outcome ->
                outcome instanceof LoginOutcome.Granted granted
                    ? proofs.byGrace(login.subject(), proof, granted)
                    : outcome);
  }

  // One whose machine is another one than the attested would refuse, and a proof only grants.
  private Optional<MachineProof> serving(Attempt login) {
    return proofs
        .serving(login.subject())
        .filter(proof -> proof.facts().vmId().equals(Optional.of(login.machine())));
  }

  private record Attempt(
      Call call,
      AzureSettings settings,
      PendingLogin pending,
      Function<PendingLogin, Awaited<LoginOutcome>> next) {

    ResourceId instance() {
      return pending.instance().orElseThrow();
    }

    VmId machine() {
      return pending.attestedMachine().orElseThrow();
    }

    Awaited<LoginOutcome> next(ResourceAnswer answer) {
      return next.apply(pending.withInstance(answer));
    }

    // All instances of a set have its principal, so the attested machine stands in its place: it
    // has a turn of its own in the line, and no other one ends what is kept of it.
    GraceProofs.Subject subject() {
      return new GraceProofs.Subject(
          call,
          settings,
          pending.principal(),
          new ProvedMachine(
              settings.environment(), instance(), new PrincipalId(machine().value())));
    }
  }
}
