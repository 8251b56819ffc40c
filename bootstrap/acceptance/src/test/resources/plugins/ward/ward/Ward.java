package ward;

import io.azimuth.azure.spi.DirectoryAnswer;
import io.azimuth.azure.spi.ResourceQuestion;
import io.azimuth.azure.spi.ResourceSource;
import io.azimuth.domain.azure.evidence.ResourceFacts;
import io.azimuth.domain.azure.id.Location;
import io.azimuth.domain.azure.id.PrincipalId;
import io.azimuth.domain.azure.id.ResourceId;
import io.azimuth.spi.CloudPlugin;
import io.azimuth.spi.PluginContext;
import io.azimuth.spi.PluginSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Knows one machine; for others it throws, hangs, or says what it must not. */
final class Ward implements CloudPlugin, ResourceSource {

  private final PluginSettings settings;
  private final PluginContext context;

  Ward(PluginSettings settings, PluginContext context) {
    this.settings = settings;
    this.context = context;
  }

  @Override
  public <T> Optional<T> service(Class<T> type) {
    return type == ResourceSource.class ? Optional.of(type.cast(this)) : Optional.empty();
  }

  @Override
  public void start() {
    context.logger().info("ward started");
  }

  @Override
  public DirectoryAnswer find(ResourceQuestion question, Duration limit) {
    ResourceId id = question.id();
    switch (id.name()) {
      case "web-1":
        return facts(id, 1);
      case "web-2":
        throw new IllegalStateException(settings.text("secret").orElse(""));
      case "web-3":
        hang();
        return facts(id, 3);
      case "web-20":
        return null;
      case "flex_0badcafe":
        return facts(ResourceId.parse(id.text() + "0").orElseThrow(), 6);
      default:
        return new DirectoryAnswer.Absent();
    }
  }

  // Also when it is interrupted.
  private void hang() {
    Path release = settings.path("release").orElseThrow();
    while (!Files.exists(release)) {
      Thread.onSpinWait();
    }
  }

  private static DirectoryAnswer facts(ResourceId id, int principal) {
    return new DirectoryAnswer.Found(
        new ResourceFacts(
            id,
            Location.parse("westeurope"),
            PrincipalId.parse("bbbbbbbb-0000-4000-8000-%012d".formatted(principal)),
            Set.of(),
            Optional.empty()));
  }

  @Override
  public void close() {
    context.logger().info("ward closed");
  }
}
