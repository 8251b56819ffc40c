package io.azimuth.application.planted;

import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;

/** Planted: what an adapter should do. */
final class ReadsOutside {

  String file(Path path) throws IOException {
    return Files.readString(path);
  }

  URL address(URI uri) throws MalformedURLException {
    return uri.toURL();
  }

  InputStream resource() {
    return ReadsOutside.class.getResourceAsStream("planted");
  }

  UnaryOperator<String> environment() {
    return System::getenv;
  }
}
