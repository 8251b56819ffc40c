package io.azimuth.application.planted;

final class PrintsToStream {
  void print() {
    System.out.println("printed");
  }
}
