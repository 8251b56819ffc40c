package io.azimuth.application.kv;

import static io.azimuth.testkit.TestServer.data;
import static io.azimuth.testkit.TestServer.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.domain.error.ErrorCategory;
import io.azimuth.spi.api.Refusal;
import io.azimuth.spi.api.Value;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Folders that are too large for one answer. */
class LongListTest {

  @ParameterizedTest
  @CsvSource({"kv-v1, plain/, secret/", "kv-v2, meta/, secret/metadata/"})
  void aFolderWithTooManyNamesIsNotListedAndOthersAre(String type, String stored, String listed) {
    KvMount mount = new KvMount(type);
    Value uuid = data(mount.server.read(mount.root, "sys/mounts/secret")).get("uuid");
    for (int part = 0; part < 3; part++) {
      int first = 1_000 * (part + 1);
      mount
          .server
          .store()
          .change(
              work -> {
                for (int n = first; n < first + 900; n++) {
                  work.storage(((Value.Text) uuid).text())
                      .put(stored + "full/" + n + "x".repeat(400), Value.Obj.EMPTY);
                }
              });
    }

    Refusal refusal = refusal(mount.server.list(mount.root, listed + "full"));

    assertThat(refusal.category()).isEqualTo(ErrorCategory.INVALID_REQUEST);
    assertThat(refusal.errors()).singleElement().asString().contains("use sub-folders");
    assertThat(
            data(
                mount.server.list(
                    mount.root, listed + "full", Map.of("after", "3898", "limit", "1"))))
        .containsEntry("keys", Value.of(List.of("3898" + "x".repeat(400))));
    assertThat(data(mount.server.list(mount.root, listed)))
        .containsEntry("keys", Value.of(List.of("full/")));
    assertThat(refusal(mount.server.scan(mount.root, listed, Map.of())).errors())
        .containsExactly(
            "there are more than 50,000 keys or 1 MiB of them, too many for one scan: read them in"
                + " parts, with limit and after, or scan a sub-folder");
    assertThat(
            data(mount.server.scan(mount.root, listed, Map.of("after", "full/3898", "limit", "1"))))
        .containsEntry("keys", Value.of(List.of("full/3898" + "x".repeat(400))));
    Value.Items all =
        (Value.Items)
            data(mount.server.scan(mount.root, listed, Map.of("limit", "1500"))).get("keys");
    assertThat(all.values()).hasSize(1_500).doesNotHaveDuplicates();
  }
}
