package io.azimuth.azure.login.facts;

import io.azimuth.azure.config.AzureSettings;
import io.azimuth.azure.config.DirectoryAccessFactory;
import io.azimuth.azure.directory.NamedResourceBudget;
import io.azimuth.azure.directory.QueryCache;
import io.azimuth.azure.directory.ResourceFactsQuery;
import io.azimuth.azure.line.LoginLines;
import io.azimuth.azure.port.ResourceDirectory;
import io.azimuth.azure.spi.DirectoryAnswer;
import io.azimuth.domain.azure.id.ResourceId;
import io.azimuth.domain.text.Checked;
import io.azimuth.spi.cloud.Cloud;
import io.azimuth.spi.cloud.Clouds;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;

/**
 * How logins and renewals read resources from Resource Manager: the questions, the answers that are
 * kept, the line of those that wait, and the limits on names that callers choose. All lookups of
 * the method share one.
 */
public final class ResourceReads {

  private final Clouds clouds;
  private final Answers answers;
  private final DirectoryAccessFactory accesses;
  private final LineFactsLookup facts;
  private final NamedResourceBudget budget;
  private final UnansweredLogins unanswered;

  /**
   * The answers that are kept; those to names that callers choose are apart, so that these cost
   * others neither an answer nor a thread.
   *
   * @param claimed answers for resources that tokens claim
   * @param named answers for resources that only requests name
   */
  public record Answers(QueryCache<DirectoryAnswer> claimed, QueryCache<DirectoryAnswer> named) {

    public Answers {
      Objects.requireNonNull(claimed, "claimed");
      Objects.requireNonNull(named, "named");
    }
  }

  public ResourceReads(
      Clouds clouds,
      Answers answers,
      LoginLines lines,
      DirectoryAccessFactory accesses,
      Clock clock) {
    this.clouds = clouds;
    this.answers = answers;
    this.accesses = accesses;
    this.facts = new LineFactsLookup(lines);
    this.budget = new NamedResourceBudget(clock);
    this.unanswered = new UnansweredLogins(clock);
  }

  /** The question about a resource; a problem when the server cannot ask it. */
  Checked<ResourceFactsQuery> question(
      String mountUuid, AzureSettings settings, ResourceId resource) {
    Optional<ResourceDirectory> directory =
        clouds.named(settings.environment()).flatMap(ResourceReads::directory);
    if (directory.isEmpty()) {
      return Checked.problem("the cloud has no Resource Manager");
    }
    return accesses
        .find(mountUuid, settings)
        .map(
            access ->
                new ResourceFactsQuery(
                        directory.get(),
                        access,
                        resource,
                        settings.azure().resourceCacheTtl(),
                        settings.azure().resourceStaleTtl())
                    .waiting(settings.azure().loginTimeout()));
  }

  private static Optional<ResourceDirectory> directory(Cloud cloud) {
    return cloud.service(ResourceDirectory.class);
  }

  QueryCache<DirectoryAnswer> claimed() {
    return answers.claimed();
  }

  QueryCache<DirectoryAnswer> named() {
    return answers.named();
  }

  LineFactsLookup facts() {
    return facts;
  }

  NamedResourceBudget budget() {
    return budget;
  }

  UnansweredLogins unanswered() {
    return unanswered;
  }
}
