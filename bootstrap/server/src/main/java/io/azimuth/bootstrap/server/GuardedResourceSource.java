package io.azimuth.bootstrap.server;

import io.azimuth.azure.spi.DirectoryAnswer;
import io.azimuth.azure.spi.ResourceQuestion;
import io.azimuth.azure.spi.ResourceSource;
import io.azimuth.bootstrap.plugin.guard.GuardedService;
import io.azimuth.bootstrap.plugin.guard.PluginFailedException;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.spi.api.RefusedException;
import java.time.Duration;
import java.util.Optional;

/** A source of a plugin. That the plugin fails or is late is an answer. */
final class GuardedResourceSource implements ResourceSource {

  private static final Duration SHORT = Duration.ofSeconds(1);
  private static final String ANY_CLOUD = "*"; // no cloud block has this name
  private static final int LONGEST_TEXT = 1_000;
  private static final int MOST_IDENTITIES = 1_000;

  private final GuardedService<ResourceSource> source;

  GuardedResourceSource(GuardedService<ResourceSource> source) {
    this.source = source;
  }

  @Override
  public DirectoryAnswer find(ResourceQuestion question, Duration limit) {
    try {
      return source.call(
          "find", question.cloud(), limit, own -> bounded(own.find(question, limit)));
    } catch (RuntimeException e) { // whatever a plugin does, logins get an answer
      return new DirectoryAnswer.Down(reason(e));
    }
  }

  @Override
  public Optional<String> problem() {
    try {
      return source.call(
          "problem", ANY_CLOUD, SHORT, own -> own.problem().map(GuardedResourceSource::cut));
    } catch (RuntimeException e) { // as above
      return Optional.of(reason(e));
    }
  }

  private static DirectoryAnswer bounded(DirectoryAnswer answer) {
    if (answer instanceof DirectoryAnswer.Forbidden forbidden) {
      return new DirectoryAnswer.Forbidden(cut(forbidden.right()));
    }
    if (answer instanceof DirectoryAnswer.Down down) {
      return new DirectoryAnswer.Down(cut(down.detail()), down.signIn(), down.refused());
    }
    if (answer instanceof DirectoryAnswer.Unusable unusable) {
      return new DirectoryAnswer.Unusable(cut(unusable.detail()));
    }
    return answer instanceof DirectoryAnswer.Found found
            && found.facts().userAssigned().size() > MOST_IDENTITIES
        ? new DirectoryAnswer.Unusable("more than " + MOST_IDENTITIES + " identities")
        : answer;
  }

  private static String cut(String text) {
    return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT);
  }

  // The message of any other exception may contain a secret.
  private static String reason(RuntimeException e) {
    if (e instanceof ServiceException fault) {
      return fault.detail();
    }
    if (e instanceof RefusedException refused) {
      return refused.refusal().errors().stream()
          .findFirst()
          .map(GuardedResourceSource::cut)
          .orElse("the plugin refused");
    }
    return e instanceof PluginFailedException
        ? String.valueOf(e.getMessage())
        : "the plugin failed: " + e.getClass().getName();
  }
}
