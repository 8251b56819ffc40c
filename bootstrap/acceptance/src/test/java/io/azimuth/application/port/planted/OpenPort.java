package io.azimuth.application.port.planted;

class OpenPort {}
