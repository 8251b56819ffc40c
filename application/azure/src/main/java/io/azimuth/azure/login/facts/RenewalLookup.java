package io.azimuth.azure.login.facts;

import io.azimuth.azure.config.AzureSettings;
import io.azimuth.azure.directory.ResourceFactsQuery;
import io.azimuth.azure.line.LineQuestion;
import io.azimuth.domain.azure.evidence.ResourceAnswer;
import io.azimuth.domain.azure.id.PrincipalId;
import io.azimuth.domain.azure.id.ResourceId;
import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.mount.Mount;
import io.azimuth.domain.text.Checked;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.remote.Awaited;
import io.azimuth.spi.remote.Deadline;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;

/** Asks Resource Manager for the resource of a token that is renewed. */
public final class RenewalLookup {

  // A token that outlives its machine must not, but a fleet that renews costs no read per token.
  private static final Duration TRUSTS = Duration.ofSeconds(10);

  private final ResourceReads reads;

  public RenewalLookup(ResourceReads reads) {
    this.reads = reads;
  }

  /**
   * The answer of Azure for a resource that an earlier login proved: asked for this renewal, or
   * within the last ten seconds; pending while the call is running.
   *
   * @param principal who logged in
   * @param refuses whether an answer would lead to a refusal, so that a cached one is not enough
   * @throws RefusedException when Azure gives no usable answer
   */
  public Awaited<ResourceAnswer> ask(
      Mount mount,
      AzureSettings settings,
      ResourceId resource,
      PrincipalId principal,
      Deadline deadline,
      Predicate<ResourceAnswer> refuses) {
    Checked<ResourceFactsQuery> question = reads.question(mount.uuid(), settings, resource);
    if (!question.isGood()) {
      throw new RefusedException(AnswerReading.refusal(ErrorCode.RESOURCE_MANAGER_UNUSABLE));
    }
    LineQuestion asked =
        new LineQuestion(reads.claimed(), question.orElseThrow().freshAtMost(TRUSTS));
    return reads
        .facts()
        .find(
            asked,
            new LineRequest.Renewing(deadline, principal),
            found -> {
              Optional<ResourceAnswer> known = AnswerReading.usable(found.answer());
              return new LookupOutcome<>(
                  known, known.filter(refuses).isPresent(), Optional.of(found));
            })
        .then(
            found ->
                found
                    .result()
                    .orElseThrow(
                        () ->
                            new RefusedException(
                                AnswerReading.refusal(found.answer().get().answer()))));
  }
}
