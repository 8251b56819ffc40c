package io.azimuth.adapters.azure.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azimuth.adapters.azure.cloud.LocalKeys;
import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.spi.verify.DocumentFetcher;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalKeyFetcherTest {

  private static final Duration LIMIT = Duration.ofSeconds(5);
  private static final byte[] PUBLISHED = "published".getBytes(StandardCharsets.UTF_8);

  @TempDir private Path directory;

  @Test
  void readsTheFileOfTheCloudAsItIsNow() throws IOException {
    Path file = Files.writeString(directory.resolve("keys.json"), "one");
    LocalKeys local = new LocalKeys(Map.of("Site", file));
    URI address = local.of("site").orElseThrow();

    assertThat(fetch(local, address, "Site")).asString().isEqualTo("one");
    Files.writeString(file, "two");
    assertThat(fetch(local, address, "Site")).asString().isEqualTo("two");
  }

  @Test
  void readsNoOtherFileAndNoFileForAnotherCloud() throws IOException {
    Path file = Files.writeString(directory.resolve("keys.json"), "one");
    Path other = Files.writeString(directory.resolve("other.json"), "other");
    LocalKeys local = new LocalKeys(Map.of("site", file));

    assertThat(fetch(local, other.toUri(), "site")).isEqualTo(PUBLISHED);
    assertThat(fetch(local, file.toUri(), "lab")).isEqualTo(PUBLISHED);
    assertThat(fetch(local, URI.create("https://keys.example/"), "site")).isEqualTo(PUBLISHED);
    assertThat(LocalKeys.NONE.of("site")).isEmpty();
  }

  @Test
  void saysThatAFileIsGoneOrTooLarge() throws IOException {
    Path file = directory.resolve("keys.json");
    LocalKeys local = new LocalKeys(Map.of("site", file));
    URI address = local.of("site").orElseThrow();

    assertFault(local, address, ErrorCode.IDENTITY_PROVIDER_UNAVAILABLE, "keys.json is not a file");
    Files.write(file, new byte[DocumentFetcher.MAX_BYTES]);
    assertThat(fetch(local, address, "site")).hasSize(DocumentFetcher.MAX_BYTES);
    Files.write(file, new byte[DocumentFetcher.MAX_BYTES + 1]);
    assertFault(
        local, address, ErrorCode.IDENTITY_PROVIDER_UNUSABLE, "has more than 1048576 bytes");
  }

  private static void assertFault(LocalKeys local, URI address, ErrorCode code, String detail) {
    assertThatThrownBy(() -> fetch(local, address, "site"))
        .isInstanceOfSatisfying(
            ServiceException.class,
            fault -> {
              assertThat(fault.code()).isEqualTo(code);
              assertThat(fault.detail()).contains(detail);
            });
  }

  private static byte[] fetch(LocalKeys local, URI address, String cloud) {
    return new LocalKeyFetcher(local, (uri, transport, patience) -> PUBLISHED)
        .fetch(address, cloud, LIMIT);
  }
}
