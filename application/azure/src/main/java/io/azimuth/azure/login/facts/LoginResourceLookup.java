package io.azimuth.azure.login.facts;

import io.azimuth.azure.config.AzureSettings;
import io.azimuth.azure.directory.CachedAnswer;
import io.azimuth.azure.directory.ResourceFactsQuery;
import io.azimuth.azure.line.LineQuestion;
import io.azimuth.azure.login.outcome.LoginAuditNotes;
import io.azimuth.azure.login.outcome.LoginOutcome;
import io.azimuth.azure.spi.DirectoryAnswer;
import io.azimuth.domain.azure.login.LoginPolicy;
import io.azimuth.domain.azure.login.PendingLogin;
import io.azimuth.domain.azure.role.AzureRole;
import io.azimuth.domain.text.Checked;
import io.azimuth.spi.remote.Awaited;
import io.azimuth.spi.route.Call;
import java.util.Optional;

/** Asks Resource Manager for the resource of a login and continues the policy machine. */
public final class LoginResourceLookup {

  private final ResourceReads reads;
  private final NameLimits limits;

  public LoginResourceLookup(ResourceReads reads) {
    this.reads = reads;
    this.limits = new NameLimits(reads);
  }

  /**
   * The outcome of the login; pending while the call to Azure is running.
   *
   * @param request how the login waits for that
   */
  Awaited<LookupOutcome<LoginOutcome>> resolve(
      Call call,
      LineRequest request,
      AzureSettings settings,
      AzureRole role,
      PendingLogin pending) {
    Checked<ResourceFactsQuery> question =
        reads.question(call.mount().uuid(), settings, pending.resource());
    if (!question.isGood()) {
      return Awaited.of(
          unasked(reads.unanswered().unasked(call, pending, question.problems().get(0))));
    }
    if (pending.isNamed()) {
      return named(call, role, pending, request, question.orElseThrow());
    }
    LineQuestion asked = new LineQuestion(reads.claimed(), question.orElseThrow());
    return reads.facts().find(asked, request, found -> conclude(call, role, pending, found));
  }

  // The caller chose the name: it is looked up within a budget.
  private Awaited<LookupOutcome<LoginOutcome>> named(
      Call call,
      AzureRole role,
      PendingLogin pending,
      LineRequest request,
      ResourceFactsQuery question) {
    String mount = call.mount().uuid();
    LineQuestion asked = new LineQuestion(reads.named(), question);
    Optional<LoginOutcome> exceeded =
        limits.exceeded(
            call,
            pending,
            asked,
            request,
            reads.budget().name(mount, pending.principal(), pending.resource()));
    if (exceeded.isPresent()) {
      return Awaited.of(unasked(exceeded.get()));
    }
    return reads
        .facts()
        .find(asked, request)
        .thenAwait(
            found -> {
              LookupOutcome<LoginOutcome> known = conclude(call, role, pending, found);
              return known.isOutdatedRefusal()
                  ? reads
                      .named()
                      .findAgain(question, request.deadline(), () -> reads.budget().call(mount))
                      .then(fresh -> conclude(call, role, pending, fresh))
                  : Awaited.of(known);
            });
  }

  private static LookupOutcome<LoginOutcome> unasked(LoginOutcome outcome) {
    return new LookupOutcome<>(outcome, false, Optional.empty());
  }

  private LookupOutcome<LoginOutcome> conclude(
      Call call, AzureRole role, PendingLogin pending, CachedAnswer<DirectoryAnswer> facts) {
    LoginOutcome outcome = outcome(call, role, pending, facts);
    return new LookupOutcome<>(
        outcome, outcome instanceof LoginOutcome.Refused, Optional.of(facts));
  }

  private LoginOutcome outcome(
      Call call, AzureRole role, PendingLogin pending, CachedAnswer<DirectoryAnswer> facts) {
    LoginAuditNotes.facts(call, facts.source());
    reads.unanswered().note(call, pending, facts);
    return AnswerReading.usable(facts.answer())
        .map(known -> LoginOutcome.of(role, LoginPolicy.resume(pending, known)))
        .orElseGet(() -> reads.unanswered().of(call, pending, facts.answer()));
  }
}
