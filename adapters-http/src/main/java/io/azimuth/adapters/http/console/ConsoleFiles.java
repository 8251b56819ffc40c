package io.azimuth.adapters.http.console;

import io.azimuth.adapters.http.answer.StaticBody;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * All files of the console, in memory. A path either is exactly the name of one or is none: nothing
 * is decoded, and no file system is asked.
 */
final class ConsoleFiles {

  /** The files of this project. A test compares the list with the directory. */
  static final List<String> OWN =
      List.of(
          "api.js",
          "attention/acknowledged.js",
          "attention/audit.js",
          "attention/azure.js",
          "attention/ends.js",
          "attention/failedlogins.js",
          "attention/finding.js",
          "attention/gather.js",
          "attention/metrics.js",
          "attention/nodes.js",
          "attention/problems.js",
          "attention/state.js",
          "console.css",
          "copyas/policy.js",
          "copyas/quote.js",
          "copyas/role.js",
          "copyas/secret.js",
          "design.css",
          "editing.css",
          "editing/deleting.js",
          "editing/fielderrors.js",
          "editing/fieldseditor.js",
          "editing/leaving.js",
          "editing/may.js",
          "editing/pathcard.js",
          "editing/rows.js",
          "editing/unsaved.js",
          "editing/values.js",
          "favicon.svg",
          "fields.js",
          "graphs/readings.js",
          "graphs/shown.js",
          "home.css",
          "html.js",
          "lists.css",
          "main.js",
          "pages/advice.js",
          "pages/code.js",
          "pages/home.js",
          "pages/home/failedlogins.js",
          "pages/home/laxroles.js",
          "pages/identity.js",
          "pages/identity/entity.js",
          "pages/identity/group.js",
          "pages/identity/new.js",
          "pages/leases.js",
          "pages/login.js",
          "pages/missing.js",
          "pages/mounts.js",
          "pages/mounts/all.js",
          "pages/mounts/mount.js",
          "pages/mounts/new.js",
          "pages/policies.js",
          "pages/refusals.js",
          "pages/role.js",
          "pages/roles.js",
          "pages/rotation.js",
          "pages/secret.js",
          "pages/secret/conflict.js",
          "pages/secret/read.js",
          "pages/secret/values.js",
          "pages/secret/versions.js",
          "pages/secret/writing.js",
          "pages/secrets.js",
          "pages/server.js",
          "pages/server/live.js",
          "pages/server/nodes.js",
          "pages/server/unseal.js",
          "pages/tokens.js",
          "parts/announce.js",
          "parts/chart.js",
          "parts/control.js",
          "parts/copy.js",
          "parts/copyas.js",
          "parts/dialog.js",
          "parts/each.js",
          "parts/findings.js",
          "parts/form.js",
          "parts/icons.js",
          "parts/listing.js",
          "parts/load.js",
          "parts/name.js",
          "parts/notice.js",
          "parts/page.js",
          "parts/place.js",
          "parts/sentence.js",
          "parts/sessionend.js",
          "parts/shares.js",
          "parts/size.js",
          "parts/table.js",
          "parts/themeswitch.js",
          "parts/time.js",
          "prometheus.js",
          "rights.js",
          "search/entries.js",
          "search/match.js",
          "search/search.js",
          "session.js",
          "signin.js",
          "theme.js");

  private static final String INDEX = "index.html";

  /** The placeholder in the page for the directory with the other files. */
  private static final String DIRECTORY = "@files@";

  private static final int VERSION_LENGTH = 16;

  private final Map<String, ConsoleFile> files;

  private ConsoleFiles(Map<String, ConsoleFile> files) {
    this.files = Map.copyOf(files);
  }

  /** Reads all files from the class path. */
  static ConsoleFiles load() {
    Map<String, String> texts = new TreeMap<>(ConsoleLibraries.texts());
    OWN.forEach(name -> texts.put(name, own(name)));
    String version = digest(texts.toString()).substring(0, VERSION_LENGTH);
    Map<String, ConsoleFile> files = new HashMap<>();
    texts.forEach(
        (name, text) ->
            files.put(
                version + '/' + name,
                ConsoleFile.versioned(body(mediaType(name), text), tag(text))));
    String index = own(INDEX).replace(DIRECTORY, version);
    files.put("", ConsoleFile.named(body(ConsoleFile.MEDIA_HTML, index), tag(index)));
    return new ConsoleFiles(files);
  }

  /** The file with this name, which is empty for the page itself. */
  Optional<ConsoleFile> find(String name) {
    return Optional.ofNullable(files.get(name));
  }

  private static String own(String name) {
    try (InputStream in = ConsoleFiles.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("not in the distribution: " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static StaticBody body(String mediaType, String text) {
    return new StaticBody(mediaType, ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static String mediaType(String name) {
    if (name.endsWith(".js")) {
      return "text/javascript; charset=utf-8";
    }
    return name.endsWith(".css") ? "text/css; charset=utf-8" : "image/svg+xml";
  }

  private static String tag(String text) {
    return '"' + digest(text) + '"';
  }

  private static String digest(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // each JDK has it
    }
  }
}
