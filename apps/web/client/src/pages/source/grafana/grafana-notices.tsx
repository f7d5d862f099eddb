import { useSettings } from '../../../api/queries.js';
import { NoticeList } from '../../../components/notice-list.js';

/** That Grafana was ended for its size or does not come up: the charts of these pages go on. */
export function GrafanaNotices() {
  return <NoticeList notices={useSettings().data?.grafana.notices ?? []} />;
}
