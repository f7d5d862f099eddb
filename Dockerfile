# One image for every process type; `pgwatch-heroku <process>` decides what it is (see heroku.yml). The base is pinned to
# one release of Node: raising it is a commit that the tests have seen.

# ---- The project's own files, packed before anything is built: what sibling apps are built from ---------------------
FROM node:24.21.0-bookworm-slim AS source
WORKDIR /source
COPY . .
RUN node scripts/make-source-tar.js /packed

FROM node:24.21.0-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc turbo.json tsconfig.base.json rolldown.config.js ./
COPY bin ./bin
COPY packages ./packages
COPY apps ./apps
COPY e2e/package.json ./e2e/
COPY bench/package.json ./bench/
RUN npm ci --no-audit --no-fund && TURBO_TELEMETRY_DISABLED=1 npx turbo run build --filter='./apps/*...' --output-logs=errors-only
# Each app is a bundle that holds all code of its own; licences.txt beside it has the terms of what is not ours.
RUN find apps -mindepth 2 -maxdepth 2 ! -name dist -exec rm -rf {} +

# ---- Grafana, out of the official image: the variant made for a Debian-like system, less what its server never reads --
# Source maps, the sources of its pages (plugin.json stays: it is looked for), its documentation, storybook and npm
# packages, the other programs, and the plug-ins that its slim variants leave out as well. tools/ is time zones.
FROM grafana/grafana:12.4.11-ubuntu AS grafana
USER root
RUN cd /usr/share/grafana \
 && rm -rf docs npm-artifacts packaging storybook Dockerfile \
 && find bin -type f ! -name grafana -delete \
 && find public -name '*.map' -delete \
 && find public/app -type f \( -name '*.ts' -o -name '*.tsx' -o -name '*.scss' \) -delete \
 && for dir in plugins-bundled data/plugins-bundled; do [ ! -d "$dir" ] || find "$dir" -mindepth 1 -delete; done \
 && chmod -R a+rX . && du -sm -- * | sort -n

FROM node:24.21.0-bookworm-slim
# Heroku streams the output of the release phase with the image's own curl.
RUN command -v curl >/dev/null \
 || (apt-get update && apt-get install -y --no-install-recommends ca-certificates curl && rm -rf /var/lib/apt/lists/*)
WORKDIR /app
COPY --from=source /packed ./
COPY --from=build /app/package.json ./
COPY --from=build /app/bin/pgwatch-heroku ./bin/
COPY --from=build /app/apps ./apps
COPY --from=build /app/packages/store/dist/migrations ./packages/store/dist/migrations
COPY --from=build /app/packages/grafana/dist/dashboards-json ./packages/grafana/dist/dashboards-json

# Does Grafana run on this system? Better found out here than on a dyno.
COPY --from=grafana /usr/share/grafana /usr/share/grafana
RUN /usr/share/grafana/bin/grafana --version

# A dyno has an arbitrary user id and may write to /tmp only: everything above stays root's and readable.
# MALLOC_ARENA_MAX: glibc otherwise keeps freed memory of every thread for that thread, tens of MB of a dyno's 512.
ENV NODE_ENV=production PATH=/app/bin:$PATH HOME=/tmp MALLOC_ARENA_MAX=2
# No ENTRYPOINT: Heroku hands its commands to it as one string. Private Spaces ignore `run` of heroku.yml and start
# this, so the dispatcher looks at $DYNO when it is given no process.
CMD ["pgwatch-heroku"]
