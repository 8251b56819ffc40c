package io.azimuth.application.backend.azure;

import io.azimuth.application.port.azure.DirectoryAccess;
import io.azimuth.application.port.azure.ResourceDirectory;
import io.azimuth.domain.azure.ResourceId;
import java.time.Duration;
import java.util.Objects;

/**
 * What a login wants to know of a resource.
 *
 * @param directory to ask
 * @param access as whom
 * @param id of the resource
 * @param keepFor how long facts are as good as new; zero is not at all
 * @param staleFor how much longer they may serve while Azure is away; zero is not at all
 */
record FactsQuestion(
    ResourceDirectory directory,
    DirectoryAccess access,
    ResourceId id,
    Duration keepFor,
    Duration staleFor) {

  FactsQuestion {
    Objects.requireNonNull(directory, "directory");
    Objects.requireNonNull(access, "access");
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(keepFor, "keepFor");
    Objects.requireNonNull(staleFor, "staleFor");
  }

  /** What answers may be shared by: nothing of another mount, configuration or cloud ever is. */
  Key key() {
    return new Key(access.mount(), access.version(), access.cloud(), id.canonical());
  }

  /** Which answers are the same. */
  record Key(String mount, long version, String cloud, String resource) {}
}
