/** The routes of mounts: enable, disable, tune, move, and describe. */
package io.azimuth.application.system.mounts;
