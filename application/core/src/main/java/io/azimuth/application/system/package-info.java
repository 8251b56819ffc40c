/** The backend of {@code sys/}, and the routes of it that need no package of their own. */
package io.azimuth.application.system;
