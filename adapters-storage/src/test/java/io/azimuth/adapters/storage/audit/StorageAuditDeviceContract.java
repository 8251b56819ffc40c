package io.azimuth.adapters.storage.audit;

import io.azimuth.adapters.storage.json.ValueJson;
import io.azimuth.application.port.audit.AuditDevice;
import io.azimuth.application.port.audit.AuditDeviceSpec;
import io.azimuth.domain.secret.SecretText;
import io.azimuth.spi.api.Value;
import io.azimuth.testkit.contract.AuditDeviceContract;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** The devices of this module, opened by their factories. */
abstract class StorageAuditDeviceContract extends AuditDeviceContract {

  static AuditDevice openFile(Optional<Path> directory, OutputStream output, String filePath) {
    return new FileAuditDeviceFactory(new AuditDirectory(directory), new StandardOutput(output))
        .open(spec("file", Map.of("file_path", filePath)));
  }

  static AuditDeviceSpec spec(String type, Map<String, String> options) {
    return new AuditDeviceSpec("main", type, "", options, SecretText.of("salt"));
  }

  /** The text of the record that is this line. */
  static String text(String line) {
    Value.Obj taken = ValueJson.read(line.getBytes(StandardCharsets.UTF_8));
    return ((Value.Text) taken.get("text").orElseThrow()).text();
  }
}
