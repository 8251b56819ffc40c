package io.azimuth.azure.port;

import io.azimuth.azure.spi.DirectoryAnswer;
import io.azimuth.azure.spi.ResourceQuestion;
import io.azimuth.azure.spi.ResourceSource;
import io.azimuth.domain.azure.id.ResourceId;
import java.time.Duration;

/**
 * A source of resources in the place of Resource Manager. It does not learn the credential of the
 * mount.
 */
public final class ResourceSourceDirectory implements ResourceDirectory {

  private final ResourceSource source;

  public ResourceSourceDirectory(ResourceSource source) {
    this.source = source;
  }

  @Override
  public DirectoryAnswer find(DirectoryAccess access, ResourceId id, Duration limit) {
    DirectoryAnswer answer =
        source.find(new ResourceQuestion(access.cloud(), access.tenant(), id), limit);
    return answer instanceof DirectoryAnswer.Found found && !found.facts().id().equals(id)
        ? new DirectoryAnswer.Unusable("the source answers with another resource than " + id)
        : answer;
  }

  @Override
  public AzureAnswer<Duration> probe(DirectoryAccess access, Duration limit) {
    long start = System.nanoTime();
    return source
        .problem()
        .<AzureAnswer<Duration>>map(why -> new AzureAnswer.Unavailable<>(why, Duration.ZERO))
        .orElseGet(() -> new AzureAnswer.Done<>(Duration.ofNanos(System.nanoTime() - start)));
  }
}
