/** Finds plugins on the class path and in the plugin directory. */
package io.azimuth.bootstrap.plugin;
