package io.azimuth.azure.login.facts;

import io.azimuth.azure.config.AzureSettings;
import io.azimuth.azure.directory.CachedAnswer;
import io.azimuth.azure.grace.ProvedMachine;
import io.azimuth.azure.login.outcome.LoginOutcome;
import io.azimuth.azure.spi.DirectoryAnswer;
import io.azimuth.domain.azure.evidence.ResourceAnswer;
import io.azimuth.domain.azure.grace.MachineProof;
import io.azimuth.domain.azure.login.LoginPolicy;
import io.azimuth.domain.azure.login.LoginStep;
import io.azimuth.domain.azure.login.PendingLogin;
import io.azimuth.domain.azure.role.AzureRole;
import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.spi.remote.Awaited;
import io.azimuth.spi.route.Call;
import java.util.Optional;

/**
 * Looks the resource of a login up, and while Azure is away lets machines in by Azure's earlier
 * answers about them, as long as the mount allows. A granted login keeps the answer of Azure for
 * that; a no of Azure ends what is kept. It grants only, and never refuses by what was kept.
 */
public final class OutageGrace {

  private final LoginResourceLookup directory;
  private final GraceProofs proofs;

  public OutageGrace(LoginResourceLookup directory, GraceProofs proofs) {
    this.directory = directory;
    this.proofs = proofs;
  }

  /** The outcome of the login; pending while the call to Azure is running. */
  public Awaited<LoginOutcome> resolve(
      Call call, AzureSettings settings, AzureRole role, PendingLogin pending) {
    Attempt login = new Attempt(call, settings, role, pending);
    return Awaited.recovering(
        () ->
            directory
                .resolve(
                    call,
                    proofs.waiting(login.subject(), proofs.serving(login.subject())),
                    settings,
                    role,
                    pending)
                .thenAwait(found -> concluded(login, found)),
        ServiceException.class,
        fault -> late(login, fault));
  }

  private Awaited<LoginOutcome> concluded(Attempt login, LookupOutcome<LoginOutcome> found) {
    if (found.answer().isEmpty()) {
      return Awaited.of(found.result());
    }
    CachedAnswer<DirectoryAnswer> answer = found.answer().get();
    if (found.result() instanceof LoginOutcome.Granted granted) {
      return Awaited.of(granted.keeping(proofs.toKeep(login.subject(), answer)));
    }
    if (found.result() instanceof LoginOutcome.Refused refused) {
      return proofs.refuted(login.subject(), answer, refused);
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
    return proofs.serving(login.subject()).flatMap(proof -> judged(login, proof));
  }

  // What the facts of then do not allow is undecided, because Azure may answer something else now.
  private Optional<LoginOutcome> judged(Attempt login, MachineProof proof) {
    LoginStep.Decided then =
        LoginPolicy.resume(login.pending(), ResourceAnswer.found(proof.facts()));
    return LoginOutcome.of(login.role(), then) instanceof LoginOutcome.Granted granted
        ? Optional.of(proofs.byGrace(login.subject(), proof, granted))
        : Optional.empty();
  }

  private record Attempt(Call call, AzureSettings settings, AzureRole role, PendingLogin pending) {

    GraceProofs.Subject subject() {
      return new GraceProofs.Subject(
          call,
          settings,
          pending.principal(),
          new ProvedMachine(settings.environment(), pending.resource(), pending.principal()));
    }
  }
}
